// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.core.wire.DeltaMessage;
import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.sdk.internal.persistence.SnapshotFile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts the server's snapshots and deltas in force, acknowledges them and keeps them on disk. Confined to one
/// thread.
public final class FlagUpdater {
    private final FlagStore store;
    private final ConnectionHealth health;
    private final RevisionAcknowledger acknowledger;
    private final SnapshotFile file;
    private final Runnable afterwards;
    private @Nullable FlagSet inForce;
    private boolean unsaved;

    /// @param afterwards called whenever other flags are in force
    public FlagUpdater(
            FlagStore store,
            ConnectionHealth health,
            RevisionAcknowledger acknowledger,
            SnapshotFile file,
            Runnable afterwards) {
        this.store = store;
        this.health = health;
        this.acknowledger = acknowledger;
        this.file = file;
        this.afterwards = afterwards;
    }

    /// The server's flags that are in force, now or from an earlier run; null when there are none.
    @Nullable
    FlagSet inForce() {
        return inForce;
    }

    /// Takes a snapshot from the server; one that is older than the flags in force is left out.
    ///
    /// @param inAnyCase takes an older one too
    FlagUpdateResult take(String json, boolean inAnyCase) {
        try {
            SnapshotMessage snapshot = WireCodec.decodeSnapshot(json);
            if (!store.offer(snapshot, inAnyCase)) {
                return FlagUpdateResult.OLDER;
            }
            tell(snapshot.revision());
            inForce = FlagSet.of(snapshot);
            unsaved = true;
            return FlagUpdateResult.IN_FORCE;
        } catch (MalformedMessageException | InvalidDefinitionException e) {
            return unusable(e);
        }
    }

    /// Takes a delta from the server. Compiles what changed only, unless all flags share what changed.
    FlagUpdateResult takeDelta(String json) {
        FlagSet base = inForce;
        if (base == null) {
            return FlagUpdateResult.MISFIT;
        }
        try {
            DeltaMessage delta = WireCodec.decodeDelta(json);
            return delta.revision() < base.revision() ? FlagUpdateResult.OLDER : apply(delta, base);
        } catch (MalformedMessageException e) {
            return FlagUpdateResult.MISFIT;
        } catch (InvalidDefinitionException e) {
            return unusable(e);
        }
    }

    private FlagUpdateResult apply(DeltaMessage delta, FlagSet base) {
        FlagSet next = delta.applyTo(base).orElse(null);
        if (next == null) {
            return FlagUpdateResult.MISFIT;
        }
        if (next.revision() > base.revision()) {
            store.activate(compile(delta, next));
        }
        if (next.revision() > base.revision() || !Objects.equals(next.revisionToken(), base.revisionToken())) {
            inForce = next;
            unsaved = true;
        }
        tell(next.revision());
        return FlagUpdateResult.IN_FORCE;
    }

    private FlagSnapshot compile(DeltaMessage delta, FlagSet next) {
        if (delta.shared() != null) {
            return FlagSnapshot.parseTolerantly(next.parts().text(), next.revision());
        }
        String changed = next.parts().excerpt(delta.flags().keySet());
        return store.current().snapshot().with(changed, delta.removed(), next.revision());
    }

    private void tell(long revision) {
        acknowledger.acknowledge(revision);
        health.current();
        afterwards.run();
    }

    private FlagUpdateResult unusable(RuntimeException problem) {
        health.error("the server sent flags that this SDK cannot use; correct them there, or update the SDK: "
                + problem.getMessage());
        return FlagUpdateResult.UNUSABLE;
    }

    /// Writes the flags in force to disk, if they are not there yet.
    void save() {
        FlagSet flags = inForce;
        if (unsaved && flags != null) {
            file.write(flags);
            unsaved = false;
        }
    }

    /// Puts in force what is on disk.
    ///
    /// @return whether there was anything of use
    public boolean restore() {
        SnapshotMessage snapshot = file.read();
        if (snapshot == null) {
            if (file.failures() > 0) {
                health.note("the snapshot file cannot be read");
            }
            return false;
        }
        try {
            FlagSet restored = FlagSet.of(snapshot);
            store.offer(snapshot, false);
            inForce = restored;
            return true;
        } catch (MalformedMessageException | InvalidDefinitionException e) {
            file.unusable(e);
            health.note("the snapshot file cannot be used: " + e.getMessage());
            return false;
        }
    }
}
