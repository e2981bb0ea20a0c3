// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flag;

import java.util.List;
import java.util.function.Predicate;

/// Says whether an edit of a definition may come into force now, beyond what every definition has to hold.
public interface EditGate {
    /// An edit by somebody who can be told why not.
    ///
    /// @param flags those that it makes evaluate differently, at least one
    /// @param takesBack whether a flag will evaluate as it did before its last change; costs a read
    record Edit(String environment, List<EditedFlag> flags, Consent consent, Predicate<String> takesBack) {
        public Edit {
            flags = List.copyOf(flags);
        }
    }

    /// Runs in the edit's transaction.
    ///
    /// @throws dev.evenkeel.server.platform.Conflict when it may not; then nothing is changed
    void check(Edit edit);
}
