// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A builder of a flag definition.
final class DefinitionBuilder {
    private final Map<String, ImportedFlagBuilder> flags = new LinkedHashMap<>();
    private final Map<String, SharedPart> evaluators = new LinkedHashMap<>();
    private final Map<String, SharedPart> metadata = new LinkedHashMap<>();

    private record SharedPart(String pointer, JsonNode json) {}

    void add(ImportedFlagBuilder flag) {
        flags.put(flag.key(), flag);
    }

    /// Returns the flag with a key, or null.
    @Nullable
    ImportedFlagBuilder findFlag(String key) {
        return flags.get(key);
    }

    /// Rejects every flag that depends on a rejected one, because that one evaluates differently from the
    /// source.
    void rejectDependents(FlagExport export) {
        boolean again = true;
        while (again) {
            again = false;
            for (ImportedFlagBuilder flag : flags.values()) {
                String parent = flag.prerequisiteKeys().stream()
                        .filter(this::isRejected)
                        .findFirst()
                        .orElse(null);
                if (parent != null && !flag.isRejected()) {
                    flag.reject(export, "it depends on flag " + parent + ", which was rejected");
                    again = true;
                }
            }
        }
    }

    private boolean isRejected(String key) {
        ImportedFlagBuilder flag = flags.get(key);
        return flag != null && flag.isRejected();
    }

    /// Adds a rule shared by flags.
    ///
    /// @param place location in the export
    /// @return reference to the shared rule, or the rule itself when the name belongs to another rule
    JsonNode addSharedRule(String name, String place, JsonNode rule) {
        SharedPart there = evaluators.putIfAbsent(name, new SharedPart(place, rule));
        return there == null || there.json().equals(rule) ? JsonLogicBuilder.ref(name) : rule;
    }

    void addMetadata(String name, String place, JsonNode value) {
        metadata.put(name, new SharedPart(place, value));
    }

    /// Removes a part.
    ///
    /// @param section section of the definition
    /// @return location of the part in the export; null when it is already removed
    @Nullable
    String remove(String section, String name) {
        if (section.equals("flags")) {
            var flag = flags.remove(name);
            return flag == null ? null : flag.pointer();
        }
        var shared = (section.equals("metadata") ? metadata : evaluators).remove(name);
        return shared == null ? null : shared.pointer();
    }

    /// Serializes the definition.
    String toJson() {
        var root = FlagExport.createObject();
        writeParts("metadata", metadata, root);
        writeParts("$evaluators", evaluators, root);
        var written = root.putObject("flags");
        flags.forEach((key, flag) -> written.set(key, flag.toJson()));
        return root.toPrettyString();
    }

    private static void writeParts(String name, Map<String, SharedPart> parts, ObjectNode root) {
        if (!parts.isEmpty()) {
            var written = root.putObject(name);
            parts.forEach((key, part) -> written.set(key, part.json()));
        }
    }
}
