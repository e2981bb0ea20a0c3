// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A definition that is being put together.
final class DefinitionBuilder {
    private final Map<String, ImportedFlagBuilder> flags = new LinkedHashMap<>();
    private final Map<String, SharedPart> evaluators = new LinkedHashMap<>();
    private final Map<String, SharedPart> metadata = new LinkedHashMap<>();

    private record SharedPart(String place, JsonNode json) {}

    void add(ImportedFlagBuilder flag) {
        flags.put(flag.key(), flag);
    }

    /// The flag of that key, or null when there is none.
    @Nullable
    ImportedFlagBuilder flag(String key) {
        return flags.get(key);
    }

    /// Refuses every flag that depends on one that was refused: that one answers nobody as it did there.
    void refuseDependents(FlagExport export) {
        boolean again = true;
        while (again) {
            again = false;
            for (ImportedFlagBuilder flag : flags.values()) {
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
        ImportedFlagBuilder flag = flags.get(key);
        return flag != null && flag.isRefused();
    }

    /// A rule that flags share.
    ///
    /// @param place in the export
    /// @return what stands for it in a rule: its name, or the rule itself where another rule has that name
    JsonNode share(String name, String place, JsonNode rule) {
        SharedPart there = evaluators.putIfAbsent(name, new SharedPart(place, rule));
        return there == null || there.json().equals(rule) ? JsonLogicBuilder.ref(name) : rule;
    }

    void addMetadata(String name, String place, JsonNode value) {
        metadata.put(name, new SharedPart(place, value));
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
        var root = FlagExport.object();
        write("metadata", metadata, root);
        write("$evaluators", evaluators, root);
        var written = root.putObject("flags");
        flags.forEach((key, flag) -> written.set(key, flag.json()));
        return root.toPrettyString();
    }

    private static void write(String name, Map<String, SharedPart> parts, ObjectNode root) {
        if (!parts.isEmpty()) {
            var written = root.putObject(name);
            parts.forEach((key, part) -> written.set(key, part.json()));
        }
    }
}
