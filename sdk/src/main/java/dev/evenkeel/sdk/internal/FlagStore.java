// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.FlagSnapshot;
import dev.evenkeel.wire.SnapshotMessage;
import java.util.function.LongSupplier;

/// The flags in force: one immutable value that readers get without a lock. One thread at a time replaces it.
final class FlagStore {
    private final LongSupplier nanoTicker;
    private volatile ActiveFlags current = ActiveFlags.NONE;

    FlagStore(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    ActiveFlags current() {
        return current;
    }

    /// Puts a snapshot in force unless it is older than the one in force.
    ///
    /// @param inAnyCase takes an older one too
    /// @return whether the snapshot is in force now
    /// @throws dev.evenkeel.flag.InvalidDefinitionException when it cannot be compiled; nothing changes then
    boolean offer(SnapshotMessage message, boolean inAnyCase) {
        ActiveFlags before = current;
        if (before.loaded()
                && !inAnyCase
                && message.revision() < before.snapshot().revision()) {
            return false;
        }
        activate(FlagSnapshot.parseTolerantly(message.definition(), message.revision()));
        return true;
    }

    void activate(FlagSnapshot snapshot) {
        current = current.next(snapshot, nanoTicker.getAsLong());
    }
}
