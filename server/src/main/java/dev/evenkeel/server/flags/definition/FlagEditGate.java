// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import java.util.List;
import java.util.function.Predicate;

/// A gate that can reject an edit of a valid definition.
public interface FlagEditGate {
    /// A proposed edit whose author waits for the response.
    ///
    /// @param flags flags that the edit makes evaluate differently, at least one
    /// @param first whether the environment had no flags before, so that it serves no traffic yet
    /// @param restoresPrevious whether a flag will evaluate as it did before its last change; costs a read
    record ProposedEdit(
            String environment,
            List<EditedFlag> flags,
            boolean first,
            EditApprovalStatus approvals,
            Predicate<String> restoresPrevious) {
        public ProposedEdit {
            flags = List.copyOf(flags);
        }

        /// Whether the edit only reduces the exposure of a flag, which every gate must accept: it disables the
        /// flag, or reverts its last change. Enabling a flag does not count as a revert.
        public boolean isRevertOf(EditedFlag flag) {
            return flag.isKill() || (!flag.isSwitchedOn() && restoresPrevious.test(flag.key()));
        }
    }

    /// Checks an edit in its transaction. Edits that only disable flags are not checked.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when the gate is closed; then nothing
    ///     is changed
    void check(ProposedEdit edit);
}
