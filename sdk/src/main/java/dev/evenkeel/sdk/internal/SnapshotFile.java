// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.evenkeel.wire.FlagSet;
import dev.evenkeel.wire.MalformedMessageException;
import dev.evenkeel.wire.SnapshotMessage;
import dev.evenkeel.wire.WireCodec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The last known flags on disk, for a start without the server. Confined to one thread, but for the count.
final class SnapshotFile {
    private final KeptFile file;

    /// @param file null keeps nothing
    SnapshotFile(@Nullable Path file) {
        this.file = new KeptFile("snapshot file", file);
    }

    /// The flags last written; null when there are none that can be read.
    @Nullable
    SnapshotMessage read() {
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
    void unusable(RuntimeException problem) {
        file.failed("use", problem);
    }

    void write(FlagSet flags) {
        file.write(WireCodec.encode(flags.snapshot()).getBytes(UTF_8));
    }

    long failures() {
        return file.failures();
    }
}
