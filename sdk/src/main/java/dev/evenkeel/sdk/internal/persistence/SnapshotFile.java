// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file of the last known flags, for a start without the server. Confined to one thread, except for the
/// count.
public final class SnapshotFile {
    private final CrashSafeFile file;

    /// @param file null stores nothing
    public SnapshotFile(@Nullable Path file) {
        this.file = new CrashSafeFile("snapshot file", file);
    }

    /// Reads the last written flags; null when there is no valid file.
    public @Nullable SnapshotMessage read() {
        byte[] content = file.read();
        if (content == null) {
            return null;
        }
        try {
            return WireCodec.decodeSnapshot(new String(content, UTF_8));
        } catch (MalformedMessageException e) {
            file.recordFailure("read", e);
            return null;
        }
    }

    /// Records that the flags of the file are invalid.
    public void reportUnusable(RuntimeException problem) {
        file.recordFailure("use", problem);
    }

    public void write(FlagSet flags) {
        file.write(WireCodec.encode(flags.toSnapshot()).getBytes(UTF_8));
    }

    public long failures() {
        return file.failures();
    }
}
