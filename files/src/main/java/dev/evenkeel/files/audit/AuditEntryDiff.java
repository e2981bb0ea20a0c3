// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.files.json.JsonPointerFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What an entry changed of its subject, value by value.
public final class AuditEntryDiff {
    private AuditEntryDiff() {}

    /// A value that is not what it was.
    ///
    /// @param pointer where, as JSON pointer (RFC 6901); empty for the whole
    /// @param before as JSON; null when it was not there
    /// @param after as JSON; null when it is not there any more
    public record ValueChange(
            String pointer,
            @Nullable String before,
            @Nullable String after) {}

    /// The values that differ, in the order in which they stand. Lists are compared place by place. A
    /// text that is not JSON is one value.
    ///
    /// @param before as JSON, null when there was nothing
    /// @param after as JSON, null when there is nothing
    public static List<ValueChange> between(@Nullable String before, @Nullable String after) {
        Map<String, String> was = values(before);
        Map<String, String> is = values(after);
        Set<String> pointers = new LinkedHashSet<>(was.keySet());
        pointers.addAll(is.keySet());
        return pointers.stream()
                .filter(pointer -> !Objects.equals(was.get(pointer), is.get(pointer)))
                .map(pointer -> new ValueChange(pointer, was.get(pointer), is.get(pointer)))
                .toList();
    }

    private static Map<String, String> values(@Nullable String json) {
        Map<String, String> values = new LinkedHashMap<>();
        if (json != null) {
            try {
                flatten("", StrictAuditJsonReader.JSON.readTree(json), values);
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
                            flatten(JsonPointerFormatter.member(pointer, member.getKey()), member.getValue(), values));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int index = 0; index < node.size(); index++) {
                flatten(pointer + "/" + index, node.get(index), values);
            }
        } else {
            values.put(pointer, node.toString());
        }
    }
}
