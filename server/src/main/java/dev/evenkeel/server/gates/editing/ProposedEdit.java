// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.FlagSetUpdate;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// A valid edit that the gates check before it is stored.
///
/// @param at when it is checked
/// @param revertsLatestChange whether a flag will evaluate as it did before its last change; costs a read
record ProposedEdit(
        FlagSetUpdate update, EditApprovalStatus approvals, Instant at, Predicate<String> revertsLatestChange) {
    String environment() {
        return update.current().environment();
    }

    /// Returns the flags that the edit makes evaluate differently, at least one.
    List<EditedFlag> flags() {
        return update.edited();
    }

    /// Whether the environment had no flags before, so that it serves no traffic yet.
    boolean isFirst() {
        return update.current().definition().keys().isEmpty();
    }

    /// Whether the edit only reduces the exposure of a flag, which every gate must accept: it disables the
    /// flag, or reverts its last change. Enabling a flag does not count as a revert.
    boolean isRevertOf(EditedFlag flag) {
        return flag.isKill() || (!flag.isSwitchedOn() && revertsLatestChange.test(flag.key()));
    }
}
