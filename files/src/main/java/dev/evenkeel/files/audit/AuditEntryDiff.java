// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.audit.ValueChange;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.JsonTextParser;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The values of its subject that an audit entry changed.
public final class AuditEntryDiff {
    private AuditEntryDiff() {}

    /// Returns the values that differ, in document order. Compares lists element by element. A text that is not
    /// JSON is one value.
    ///
    /// @param before JSON; null for an added subject
    /// @param after JSON; null for a removed subject
    public static List<ValueChange> between(@Nullable String before, @Nullable String after) {
        Map<String, String> was = flattenValues(before);
        Map<String, String> is = flattenValues(after);
        Set<String> pointers = new LinkedHashSet<>(was.keySet());
        pointers.addAll(is.keySet());
        return pointers.stream()
                .filter(pointer -> !Objects.equals(was.get(pointer), is.get(pointer)))
                .map(pointer -> new ValueChange(pointer, was.get(pointer), is.get(pointer)))
                .toList();
    }

    private static Map<String, String> flattenValues(@Nullable String json) {
        Map<String, String> values = new LinkedHashMap<>();
        if (json != null) {
            try {
                flatten("", JsonTextParser.STRICT.readTree(json), values);
            } catch (JacksonException e) {
                values.clear();
                values.put("", json);
            }
        }
        return values;
    }

    private static void flatten(String pointer, JsonNode node, Map<String, String> values) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(member ->
                            flatten(JsonPointerFormatter.append(pointer, member.getKey()), member.getValue(), values));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int index = 0; index < node.size(); index++) {
                flatten(pointer + "/" + index, node.get(index), values);
            }
        } else {
            values.put(pointer, node.toString());
        }
    }
}
