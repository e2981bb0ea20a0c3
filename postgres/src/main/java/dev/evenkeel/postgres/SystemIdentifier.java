// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// The 64-bit number that PostgreSQL uses to tell clusters apart, for example when it replicates one. It is in
/// `global/pg_control`, which has a checksum, and in the first page of each file of the write-ahead log.
final class SystemIdentifier {
    private static final int FIRST_CHECKSUM_OFFSET = 64;
    private static final int LAST_CHECKSUM_OFFSET = 508;
    private static final int WAL_OFFSET = 24;
    private static final int MICROS_SHIFT = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SystemIdentifier() {}

    /// Gives a cluster a new identifier. The cluster must not run and must have been stopped cleanly.
    static void renew(Path cluster) throws IOException {
        Path file = cluster.resolve("global/pg_control");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer control = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int checksum = findChecksum(bytes, control);
        long before = control.getLong(0);
        long after = newIdentifier();
        for (Path segment : listWalFiles(cluster.resolve("pg_wal"))) {
            replace(segment, before, after);
        }
        control.putLong(0, after);
        control.putInt(checksum, checksum(bytes, checksum));
        Files.write(file, bytes);
    }

    /* The checksum is the last field, and covers all bytes before it. */
    private static int findChecksum(byte[] bytes, ByteBuffer control) throws IOException {
        for (int offset = FIRST_CHECKSUM_OFFSET; offset <= LAST_CHECKSUM_OFFSET; offset += Integer.BYTES) {
            if (control.getInt(offset) == checksum(bytes, offset)) {
                return offset;
            }
        }
        throw new IOException("pg_control has no valid checksum");
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /* As PostgreSQL: seconds, microseconds, and 12 bits that are the process ID there. */
    private static long newIdentifier() {
        Instant now = Instant.now();
        return now.getEpochSecond() << Integer.SIZE
                | (long) (now.getNano() / 1_000) << MICROS_SHIFT
                | RANDOM.nextInt(1 << MICROS_SHIFT);
    }

    private static List<Path> listWalFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}"))
                    .toList();
        }
    }

    private static void replace(Path segment, long before, long after) throws IOException {
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer identifier = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
            file.read(identifier, WAL_OFFSET);
            if (identifier.getLong(0) != before) {
                throw new IOException(segment.getFileName() + " does not belong to this cluster");
            }
            file.write(identifier.putLong(0, after).rewind(), WAL_OFFSET);
        }
    }
}
