// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The last known flags on disk, for a start without the server. Confined to one thread, but for the count.
public final class SnapshotFile {
    private final CrashSafeFile file;

    /// @param file null keeps nothing
    public SnapshotFile(@Nullable Path file) {
        this.file = new CrashSafeFile("snapshot file", file);
    }

    /// The flags last written; null when there are none that can be read.
    public @Nullable SnapshotMessage read() {
        byte[] content = file.read();
        if (content == null) {
            return null;
        }
        try {
            return WireCodec.decodeSnapshot(new String(content, UTF_8));
        } catch (MalformedMessageException e) {
            file.failed("read", e);
            return null;
        }
    }

    /// The file's flags cannot be used.
    public void unusable(RuntimeException problem) {
        file.failed("use", problem);
    }

    public void write(FlagSet flags) {
        file.write(WireCodec.encode(flags.snapshot()).getBytes(UTF_8));
    }

    public long failures() {
        return file.failures();
    }
}
