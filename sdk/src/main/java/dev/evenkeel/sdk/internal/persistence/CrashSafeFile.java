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

/// A file in which a process keeps something for its next start, with a checksum in its last line. One that
/// cannot be read or written, or whose checksum does not match, is counted and logged once, and otherwise does
/// no harm: it is read as if it were missing. Confined to one thread, but for the count.
final class CrashSafeFile {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private static final int CHECKSUM_BYTES = "\ncrc32c:00000000\n".length();

    private final String what;
    private final @Nullable Path file;
    private boolean failing;
    private volatile long failures;

    /// @param what the file in words: `snapshot file`
    /// @param file null keeps nothing
    CrashSafeFile(String what, @Nullable Path file) {
        this.what = what;
        this.file = file;
    }

    /// What is in the file; null when there is none that can be read.
    byte @Nullable [] read() {
        if (file == null || Files.notExists(file)) {
            return null;
        }
        try {
            return withoutChecksum(Files.readAllBytes(file));
        } catch (IOException e) {
            failed("read", e);
            return null;
        }
    }

    /// Replaces the file in one step: a reader sees the old content or the new one, also after a crash.
    void write(byte[] content) {
        if (file == null) {
            return;
        }
        try {
            replace(file, withChecksum(content));
            failing = false;
        } catch (IOException e) {
            failed("write", e);
        }
    }

    /// The file is gone, if it ever was there.
    void delete() {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
            failing = false;
        } catch (IOException e) {
            failed("delete", e);
        }
    }

    /// Something about the file did not work.
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void failed(String attempt, Exception problem) {
        if (file == null) {
            return;
        }
        failures++;
        if (!failing) {
            LOG.log(
                    Level.WARNING,
                    "Evenkeel cannot {0} its {1} {2} and goes on without: {3}",
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
