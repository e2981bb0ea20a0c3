// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.persistence;

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
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file for the next start of the process, with a checksum in its last line. A file that cannot be read or
/// written, or whose checksum does not match, is counted, logged once, and treated as missing. Confined to
/// one thread, except for the count.
final class CrashSafeFile {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private static final int CHECKSUM_BYTES = "\ncrc32c:00000000\n".length();

    private final String what;
    private final @Nullable Path file;
    private boolean failing;
    private volatile long failures;

    /// @param what name of the file for messages: `snapshot file`
    /// @param file null stores nothing
    CrashSafeFile(String what, @Nullable Path file) {
        this.what = what;
        this.file = file;
    }

    /// Reads the content; null when there is no valid file.
    byte @Nullable [] read() {
        if (file == null || Files.notExists(file)) {
            return null;
        }
        try {
            return withoutChecksum(Files.readAllBytes(file));
        } catch (IOException e) {
            recordFailure("read", e);
            return null;
        }
    }

    /// Replaces the file atomically: a reader sees the old or the new content, also after a crash.
    void write(byte[] content) {
        if (file == null) {
            return;
        }
        try {
            replace(file, withChecksum(content));
            failing = false;
        } catch (IOException e) {
            recordFailure("write", e);
        }
    }

    /// Deletes the file if it exists.
    void delete() {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
            failing = false;
        } catch (IOException e) {
            recordFailure("delete", e);
        }
    }

    /// Records a failed access.
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void recordFailure(String attempt, Exception problem) {
        if (file == null) {
            return;
        }
        failures++;
        if (!failing) {
            LOG.log(
                    Level.WARNING,
                    "Evenkeel cannot {0} its {1} {2} and continues without it: {3}",
                    attempt,
                    what,
                    file,
                    problem.toString().replace('\n', ' '));
        }
        failing = true;
    }

    long failures() {
        return failures;
    }

    private static byte[] withChecksum(byte[] content) {
        var checksum = new CRC32C();
        checksum.update(content);
        byte[] line = String.format(Locale.ROOT, "\ncrc32c:%08x\n", checksum.getValue())
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(content, content.length + line.length);
        System.arraycopy(line, 0, all, content.length, line.length);
        return all;
    }

    private static byte[] withoutChecksum(byte[] all) throws IOException {
        byte[] content = Arrays.copyOf(all, Math.max(0, all.length - CHECKSUM_BYTES));
        if (!Arrays.equals(all, withChecksum(content))) {
            throw new IOException("its checksum does not match its content");
        }
        return content;
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
}
