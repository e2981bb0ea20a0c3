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

/// The updater of the active flags: activates the server's snapshots and deltas, acknowledges them and stores
/// them on disk.
public final class FlagUpdateApplier {
    private final FlagStore store;
    private final ConnectionHealth health;
    private final RevisionAcknowledger acknowledger;
    private final SnapshotFile file;
    private final Runnable afterwards;
    private @Nullable FlagSet current;
    private boolean unsaved;

    /// @param afterwards called whenever other flags become active
    public FlagUpdateApplier(
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

    /// Returns the active flags from the server, received now or in an earlier run; null when there are none.
    @Nullable
    FlagSet activeFlags() {
        return current;
    }

    /// Applies a snapshot from the server; one older than the active flags is ignored.
    ///
    /// @param inAnyCase accepts an older one too
    FlagUpdateResult applySnapshot(String json, boolean inAnyCase) {
        try {
            SnapshotMessage snapshot = WireCodec.decodeSnapshot(json);
            if (!store.activateIfNewer(snapshot, inAnyCase)) {
                return FlagUpdateResult.OUTDATED;
            }
            finishUpdate(snapshot.revision());
            current = FlagSet.of(snapshot);
            unsaved = true;
            return FlagUpdateResult.APPLIED;
        } catch (MalformedMessageException | InvalidDefinitionException e) {
            return rejectFlags(e);
        }
    }

    /// Applies a delta from the server. Compiles only the changed flags, unless members shared by all flags
    /// changed.
    FlagUpdateResult applyDelta(String json) {
        FlagSet base = current;
        if (base == null) {
            return FlagUpdateResult.BASE_MISMATCH;
        }
        try {
            DeltaMessage delta = WireCodec.decodeDelta(json);
            return delta.revision() < base.revision() ? FlagUpdateResult.OUTDATED : apply(delta, base);
        } catch (MalformedMessageException e) {
            return FlagUpdateResult.BASE_MISMATCH;
        } catch (InvalidDefinitionException e) {
            return rejectFlags(e);
        }
    }

    private FlagUpdateResult apply(DeltaMessage delta, FlagSet base) {
        FlagSet next = delta.applyTo(base).orElse(null);
        if (next == null) {
            return FlagUpdateResult.BASE_MISMATCH;
        }
        if (next.revision() > base.revision()) {
            store.activate(compile(delta, next));
        }
        if (next.revision() > base.revision() || !Objects.equals(next.revisionToken(), base.revisionToken())) {
            current = next;
            unsaved = true;
        }
        finishUpdate(next.revision());
        return FlagUpdateResult.APPLIED;
    }

    private FlagSnapshot compile(DeltaMessage delta, FlagSet next) {
        if (delta.shared() != null) {
            return FlagSnapshot.parseTolerantly(next.parts().toJson(), next.revision());
        }
        String changed = next.parts().excerpt(delta.flags().keySet());
        return store.current().snapshot().withChanges(changed, delta.removed(), next.revision());
    }

    private void finishUpdate(long revision) {
        acknowledger.acknowledge(revision);
        health.markCurrent();
        afterwards.run();
    }

    private FlagUpdateResult rejectFlags(RuntimeException problem) {
        health.markError("the server sent flags that this SDK cannot use; correct the flags, or update the SDK: "
                + problem.getMessage());
        return FlagUpdateResult.UNUSABLE;
    }

    /// Writes the active flags to disk, unless they are stored already.
    void save() {
        FlagSet flags = current;
        if (unsaved && flags != null) {
            file.write(flags);
            unsaved = false;
        }
    }

    /// Activates the flags on disk.
    ///
    /// @return whether there were valid flags
    public boolean restore() {
        SnapshotMessage snapshot = file.read();
        if (snapshot == null) {
            if (file.failures() > 0) {
                health.addStartupNote("the snapshot file cannot be read");
            }
            return false;
        }
        try {
            FlagSet restored = FlagSet.of(snapshot);
            store.activateIfNewer(snapshot, false);
            current = restored;
            return true;
        } catch (MalformedMessageException | InvalidDefinitionException e) {
            file.reportUnusable(e);
            health.addStartupNote("the snapshot file cannot be used: " + e.getMessage());
            return false;
        }
    }
}
