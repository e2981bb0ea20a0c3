// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.InvalidDefinitionException;
import dev.evenkeel.wire.MalformedMessageException;
import dev.evenkeel.wire.SnapshotMessage;
import dev.evenkeel.wire.WireCodec;

/// Puts the server's snapshots in force, acknowledges them and keeps them on disk. Confined to one thread.
final class Activation {
    private final FlagStore store;
    private final Health health;
    private final Acknowledger acknowledger;
    private final SnapshotFile file;
    private final Runnable afterwards;

    /// @param afterwards called whenever other flags are in force
    Activation(FlagStore store, Health health, Acknowledger acknowledger, SnapshotFile file, Runnable afterwards) {
        this.store = store;
        this.health = health;
        this.acknowledger = acknowledger;
        this.file = file;
        this.afterwards = afterwards;
    }

    /// Takes a snapshot from the server; one that is older than the flags in force is left out.
    ///
    /// @param inAnyCase takes an older one too
    /// @return false when it cannot be used
    boolean take(String json, boolean inAnyCase) {
        try {
            SnapshotMessage snapshot = WireCodec.decodeSnapshot(json);
            if (store.offer(snapshot, inAnyCase)) {
                acknowledger.acknowledge(snapshot.revision());
                health.current();
                afterwards.run();
                file.write(snapshot);
            }
            return true;
        } catch (MalformedMessageException | InvalidDefinitionException e) {
            health.error("the server sent flags that this SDK cannot use; correct them there, or update the SDK: "
                    + e.getMessage());
            return false;
        }
    }

    /// Puts in force what is on disk.
    void restore() {
        SnapshotMessage snapshot = file.read();
        if (snapshot != null) {
            try {
                store.offer(snapshot, false);
            } catch (InvalidDefinitionException e) {
                file.unusable(e);
            }
        }
    }
}
