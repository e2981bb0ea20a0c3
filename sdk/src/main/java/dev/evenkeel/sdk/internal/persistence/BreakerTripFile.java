// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.persistence;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.codec.WireCodec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The file of tripped breakers, next to the snapshot file, which preserves them across restarts of the
/// process. Confined to one thread, except for the count.
public final class BreakerTripFile {
    private final CrashSafeFile file;
    private List<BreakerTrip> kept = List.of();

    /// @param snapshotFile null stores nothing
    public BreakerTripFile(@Nullable Path snapshotFile) {
        this.file = new CrashSafeFile(
                "breaker trip file",
                snapshotFile == null ? null : snapshotFile.resolveSibling(snapshotFile.getFileName() + ".trips"));
    }

    /// Reads the trips of an earlier run.
    public List<BreakerTrip> read() {
        byte[] content = file.read();
        if (content == null) {
            return List.of();
        }
        try {
            kept = WireCodec.decodeTrips(content);
            return kept;
        } catch (MalformedMessageException e) {
            file.recordFailure("read", e);
            return List.of();
        }
    }

    /// Writes the tripped breakers if they have changed.
    public void write(List<BreakerTrip> trips) {
        if (trips.equals(kept)) {
            return;
        }
        if (trips.isEmpty()) {
            file.delete();
        } else {
            file.write(WireCodec.encodeTrips(trips));
        }
        kept = trips;
    }

    public long failures() {
        return file.failures();
    }
}
