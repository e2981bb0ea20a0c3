// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagApi.JsonDiffEntry;
import dev.evenkeel.files.json.JsonPointerFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The comparison of two JSON documents.
final class JsonDiff {
    private JsonDiff() {}

    /// Returns all differences, in the order of the second definition, as the smallest differing members:
    /// objects are compared by member, arrays of equal length by element. 1 and 1.0 differ.
    static List<JsonDiffEntry> compare(JsonNode before, JsonNode after) {
        List<JsonDiffEntry> differences = new ArrayList<>();
        addDifferences("", before, after, differences);
        return List.copyOf(differences);
    }

    private static void addDifferences(String at, JsonNode before, JsonNode after, List<JsonDiffEntry> differences) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>(after.propertyNames());
            names.addAll(before.propertyNames());
            for (String name : names) {
                String place = JsonPointerFormatter.append(at, name);
                addDifferences(place, before.path(name), after.path(name), differences);
            }
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < after.size(); i++) {
                addDifferences(at + "/" + i, before.get(i), after.get(i), differences);
            }
        } else {
            differences.add(new JsonDiffEntry(at, present(before), present(after)));
        }
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }
}
