// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call with different results of control and candidate: the names of the fields, without any values.
///
/// @param rollout id of the rollout
/// @param revision flag revision that configured the comparison, 1 or more
/// @param fields paths of the differing fields, among those that the service declared, at most [#MAX_FIELDS]
///     of at most 256 characters; empty when none of them differs
/// @param failure why there was no shadow result, such as the class of an exception, 1 to 256 characters;
///     null when there was one
public record ShadowDifference(
        String rollout,
        long revision,
        List<String> fields,
        @Nullable String failure) {
    /// Maximum number of fields of a result.
    public static final int MAX_FIELDS = 50;

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public ShadowDifference {
        fields = List.copyOf(fields);
        var rules = new MessageValidator();
        rules.validateName("rollout", rollout);
        rules.validateMin("revision", revision, 1);
        rules.validateMax("fields", fields.size(), "the limit of fields", MAX_FIELDS);
        fields.forEach(field -> rules.validateName("fields", field));
        if (failure != null) {
            rules.validateName("failure", failure);
        }
        rules.throwIfAny();
    }
}
