// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.persistence;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.codec.WireCodec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tripped breakers on disk, beside the last known flags, so that a process that starts again does
/// not forget them. Confined to one thread, but for the count.
public final class BreakerTripFile {
    private final CrashSafeFile file;
    private List<BreakerTrip> kept = List.of();

    /// @param snapshotFile null keeps nothing
    public BreakerTripFile(@Nullable Path snapshotFile) {
        this.file = new CrashSafeFile(
                "file of tripped breakers",
                snapshotFile == null ? null : snapshotFile.resolveSibling(snapshotFile.getFileName() + ".trips"));
    }

    /// What an earlier run left.
    public List<BreakerTrip> read() {
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
