// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call that control and candidate answered differently: in which fields, and never with which values.
///
/// @param rollout id of the rollout
/// @param revision flag revision that asked for the comparison, 1 or more
/// @param fields paths of the fields that differ, of those that the service named in advance, at most
///     [#MAX_FIELDS] of at most 256 characters; empty when none of them does
/// @param failure why there was no second answer, such as the class of an exception, 1 to 256
///     characters; null when there was one
public record ShadowDifference(
        String rollout,
        long revision,
        List<String> fields,
        @Nullable String failure) {
    /// Most fields of an answer.
    public static final int MAX_FIELDS = 50;

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public ShadowDifference {
        fields = List.copyOf(fields);
        var rules = new MessageValidator();
        rules.name("rollout", rollout);
        rules.atLeast("revision", revision, 1);
        rules.atMost("fields", fields.size(), "the most fields", MAX_FIELDS);
        fields.forEach(field -> rules.name("fields", field));
        if (failure != null) {
            rules.name("failure", failure);
        }
        rules.check();
    }
}
