// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.wire.BreakerTrip;
import dev.evenkeel.wire.MalformedMessageException;
import dev.evenkeel.wire.WireCodec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tripped breakers on disk, beside the last known flags, so that a process that starts again does
/// not forget them. Confined to one thread, but for the count.
final class TripFile {
    private final KeptFile file;
    private List<BreakerTrip> kept = List.of();

    /// @param snapshotFile null keeps nothing
    TripFile(@Nullable Path snapshotFile) {
        this.file = new KeptFile(
                "file of tripped breakers",
                snapshotFile == null ? null : snapshotFile.resolveSibling(snapshotFile.getFileName() + ".trips"));
    }

    /// What an earlier run left.
    List<BreakerTrip> read() {
        byte[] content = file.read();
        if (content == null) {
            return List.of();
        }
        try {
            kept = WireCodec.decodeTrips(content);
            return kept;
        } catch (MalformedMessageException e) {
            file.failed("read", e);
            return List.of();
        }
    }

    /// Keeps what is tripped now, if that is something else than before.
    void write(List<BreakerTrip> trips) {
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

    long failures() {
        return file.failures();
    }
}
