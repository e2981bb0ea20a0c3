// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.wire.FlagSet;
import dev.evenkeel.wire.MalformedMessageException;
import dev.evenkeel.wire.SnapshotMessage;
import dev.evenkeel.wire.WireCodec;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The last known flags on disk, for a start without the server. A file that cannot be read or written is
/// counted and logged once, and otherwise does no harm. Confined to one thread, but for the count.
final class SnapshotFile {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final @Nullable Path file;
    private boolean failing;
    private volatile long failures;

    /// @param file null keeps nothing
    SnapshotFile(@Nullable Path file) {
        this.file = file;
    }

    /// The flags last written; null when there are none that can be read.
    @Nullable
    SnapshotMessage read() {
        if (file == null || Files.notExists(file)) {
            return null;
        }
        try {
            return WireCodec.decodeSnapshot(Files.readString(file));
        } catch (IOException | MalformedMessageException e) {
            failed("read", file, e);
            return null;
        }
    }

    /// The file's flags cannot be used.
    void unusable(RuntimeException problem) {
        if (file != null) {
            failed("use", file, problem);
        }
    }

    /// Replaces the file in one step: a reader sees the old flags or the new ones, also after a crash.
    void write(FlagSet flags) {
        if (file == null) {
            return;
        }
        try {
            replace(file, WireCodec.encode(flags.snapshot()).getBytes(StandardCharsets.UTF_8));
            failing = false;
        } catch (IOException e) {
            failed("write", file, e);
        }
    }

    long failures() {
        return failures;
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(folder, "evenkeel", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void failed(String what, Path path, Exception problem) {
        failures++;
        if (!failing) {
            LOG.log(
                    Level.WARNING,
                    "Evenkeel cannot {0} its snapshot file {1} and goes on without: {2}",
                    what,
                    path,
                    problem.toString().replace('\n', ' '));
        }
        failing = true;
    }
}
