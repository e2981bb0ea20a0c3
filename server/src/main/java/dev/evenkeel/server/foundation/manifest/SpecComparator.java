// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.engine.audit.ValueChange;
import dev.evenkeel.files.audit.AuditEntryDiff;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Comparison and completion of specs.
final class SpecComparator {
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private SpecComparator() {}

    /// Whether both specs are equivalent: the order of members and the notation of numbers do not matter.
    static boolean isSame(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }

    /// Returns the differences between two specs.
    static List<ValueChange> diff(@Nullable JsonNode before, @Nullable JsonNode after) {
        return AuditEntryDiff.between(
                before == null ? null : before.toString(), after == null ? null : after.toString());
    }

    /// Returns the default spec, overridden by each given member that is not null; the given spec when it is
    /// not an object.
    static JsonNode applyDefaults(ObjectNode usual, JsonNode given) {
        if (!given.isObject()) {
            return given.isMissingNode() || given.isNull() ? usual : given;
        }
        given.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                usual.set(member.getKey(), member.getValue());
            } else if (!usual.has(member.getKey())) {
                usual.putNull(member.getKey());
            }
        });
        return usual;
    }
}
