// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

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

    /// Refuses every flag that depends on one that was refused: that one answers nobody as it did there.
    void refuseDependents(Export export) {
        boolean again = true;
        while (again) {
            again = false;
            for (DraftFlag flag : flags.values()) {
                String parent = flag.parents().stream()
                        .filter(this::isRefused)
                        .findFirst()
                        .orElse(null);
                if (parent != null && !flag.isRefused()) {
                    flag.refuse(export, "it depends on flag " + parent + ", which was refused");
                    again = true;
                }
            }
        }
    }

    private boolean isRefused(String key) {
        DraftFlag flag = flags.get(key);
        return flag != null && flag.isRefused();
    }

    /// A rule that flags share.
    ///
    /// @param place in the export
    /// @return what stands for it in a rule: its name, or the rule itself where another rule has that name
    JsonNode share(String name, String place, JsonNode rule) {
        Shared there = evaluators.putIfAbsent(name, new Shared(place, rule));
        return there == null || there.json().equals(rule) ? Logic.ref(name) : rule;
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
