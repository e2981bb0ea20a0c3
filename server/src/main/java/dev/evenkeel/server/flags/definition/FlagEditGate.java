// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import java.util.List;
import java.util.function.Predicate;

/// Says whether an edit of a definition may come into force now, beyond what every definition has to hold.
public interface FlagEditGate {
    /// An edit by somebody who can be told why not.
    ///
    /// @param flags those that it makes evaluate differently, at least one
    /// @param first whether the environment had no flag before, so that it serves nobody yet
    /// @param isAsBefore whether a flag will evaluate as it did before its last change; costs a read
    record ProposedEdit(
            String environment,
            List<EditedFlag> flags,
            boolean first,
            EditApprovals consent,
            Predicate<String> isAsBefore) {
        public ProposedEdit {
            flags = List.copyOf(flags);
        }

        /// Whether the edit only takes exposure of a flag back, which no gate refuses: it switches the flag
        /// off, or makes it evaluate as before its last change. To switch a flag on is not to take something
        /// back.
        public boolean takesBack(EditedFlag flag) {
            return flag.isKill() || (!flag.isSwitchedOn() && isAsBefore.test(flag.key()));
        }
    }

    /// Runs in the edit's transaction. An edit that does nothing but switch flags off is never asked about.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when it may not; then nothing is
    ///     changed
    void check(ProposedEdit edit);
}
