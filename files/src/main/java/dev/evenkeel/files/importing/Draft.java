// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.importing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A definition that is being put together.
final class Draft {
    private final Map<String, DraftFlag> flags = new LinkedHashMap<>();
    private final Map<String, Shared> evaluators = new LinkedHashMap<>();
    private final Map<String, Shared> metadata = new LinkedHashMap<>();

    private record Shared(String place, JsonNode json) {}

    void add(DraftFlag flag) {
        flags.put(flag.key(), flag);
    }

    /// The flag of that key, or null when there is none.
    @Nullable
    DraftFlag flag(String key) {
        return flags.get(key);
    }

    /// A rule that flags share.
    ///
    /// @param place in the export
    void addEvaluator(String name, String place, JsonNode rule) {
        evaluators.put(name, new Shared(place, rule));
    }

    void addMetadata(String name, String place, JsonNode value) {
        metadata.put(name, new Shared(place, value));
    }

    /// Takes a part out.
    ///
    /// @param section of the definition
    /// @return its place in the export; null when it is not there any more
    @Nullable
    String remove(String section, String name) {
        if (section.equals("flags")) {
            var flag = flags.remove(name);
            return flag == null ? null : flag.place();
        }
        var shared = (section.equals("metadata") ? metadata : evaluators).remove(name);
        return shared == null ? null : shared.place();
    }

    /// The definition as text.
    String json() {
        var root = Export.object();
        write("metadata", metadata, root);
        write("$evaluators", evaluators, root);
        var written = root.putObject("flags");
        flags.forEach((key, flag) -> written.set(key, flag.json()));
        return root.toPrettyString();
    }

    private static void write(String name, Map<String, Shared> parts, ObjectNode root) {
        if (!parts.isEmpty()) {
            var written = root.putObject(name);
            parts.forEach((key, part) -> written.set(key, part.json()));
        }
    }
}
