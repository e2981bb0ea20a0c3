// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.foundation.security.access.Caller;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The author of an edit, and what the author states with it.
///
/// @param name author, as in the audit log
/// @param reason the author's reason; may be empty
/// @param expectedRevision revision that the author saw; null to edit any revision
/// @param hashRuleConfirmed whether the edit may change the hash rule of `fractional`, which moves subjects
///     between variants
/// @param approvals class of the change and its approvals
record EditContext(
        String name,
        String reason,
        @Nullable Long expectedRevision,
        boolean hashRuleConfirmed,
        EditApprovalStatus approvals) {
    /// Returns the context of an immediate edit of any revision without approvals.
    ///
    /// @param reason null for none
    static EditContext of(Caller.Actor author, @Nullable String reason) {
        return of(author.name(), Objects.requireNonNullElse(reason, ""), null);
    }

    /// Returns the context of an immediate edit without approvals.
    static EditContext of(String name, String reason, @Nullable Long expectedRevision) {
        return new EditContext(name, reason, expectedRevision, false, EditApprovalStatus.NONE);
    }
}
