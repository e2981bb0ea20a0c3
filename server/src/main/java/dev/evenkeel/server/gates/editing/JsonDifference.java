// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.files.json.JsonPointerFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One member that two definitions do not have in common.
///
/// @param pointer JSON pointer (RFC 6901) to it
/// @param before its value in the first definition; null when it is not there
/// @param after its value in the second; null when it is not there
record JsonDifference(
        String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {
    /// All differences, in the order of the second definition, the smallest members that differ: objects are
    /// compared member by member, arrays of one length element by element. 1 and 1.0 differ.
    static List<JsonDifference> between(JsonNode before, JsonNode after) {
        List<JsonDifference> differences = new ArrayList<>();
        compare("", before, after, differences);
        return List.copyOf(differences);
    }

    private static void compare(String at, JsonNode before, JsonNode after, List<JsonDifference> differences) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>(after.propertyNames());
            names.addAll(before.propertyNames());
            for (String name : names) {
                String place = JsonPointerFormatter.member(at, name);
                compare(place, before.path(name), after.path(name), differences);
            }
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < after.size(); i++) {
                compare(at + "/" + i, before.get(i), after.get(i), differences);
            }
        } else {
            differences.add(new JsonDifference(at, present(before), present(after)));
        }
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }
}
