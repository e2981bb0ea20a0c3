// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import java.util.Comparator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Compares and completes specs.
final class SpecDiff {
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private SpecDiff() {}

    /// Whether both say the same: the order of members and the writing of numbers do not count.
    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }

    /// The usual spec with each member in its place that is given and not null; the given one when it is no
    /// object.
    static JsonNode over(ObjectNode usual, JsonNode given) {
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
