// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a cluster keeps its things: `cluster` (PostgreSQL's own files), `port`, `password`, `postgresql.log`,
/// `owner.lock`.
///
/// The folder is readable by its owner only.
record ClusterDirectory(Path folder) {
    /// Below the range from which Linux gives out ports to outgoing connections (32768 and up), so that
    /// the port is still free when PostgreSQL comes back after a crash.
    private static final int FIRST_PORT = 15_000;

    private static final int PORTS = 17_000;
    private static final long MAX_LOG_BYTES = 10_000_000;
    private static final int TAIL_BYTES = 2_000;

    static ClusterDirectory in(Path folder) throws IOException {
        Path absolute = Files.createDirectories(folder.toAbsolutePath()).toRealPath();
        Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
        return new ClusterDirectory(absolute);
    }

    Path data() {
        return folder.resolve("cluster");
    }

    /// PostgreSQL's log; starts afresh when it has grown above 10 MB.
    Path log() throws IOException {
        Path log = folder.resolve("postgresql.log");
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.delete(log);
        }
        return log;
    }

    /// The end of the log, for an error message.
    String logTail() {
        try {
            byte[] all = Files.readAllBytes(log());
            int from = Math.max(0, all.length - TAIL_BYTES);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    /// Held while this process owns the cluster; the system frees it when the process ends, however it ends.
    FileLock lock() throws IOException {
        return tryLock()
                .orElseThrow(() -> new EmbeddedPostgresException("The data folder " + folder
                        + " is in use by another running server. Stop that one, or choose another folder."));
    }

    /// The lock, unless somebody holds it.
    Optional<FileLock> tryLock() throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
        }
        return Optional.ofNullable(lock);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /// The cluster's password: 256 random bits, made at the first call.
    String password() throws IOException {
        Path file = folder.resolve("password");
        if (!Files.exists(file)) {
            byte[] bits = new byte[32];
            new SecureRandom().nextBytes(bits);
            Path unfinished = folder.resolve("password.new");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, HexFormat.of().formatHex(bits) + "\n");
            Files.move(unfinished, file);
        }
        return Files.readString(file).strip();
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    /// The remembered port if it is free, else another free one.
    int freePort() throws IOException {
        int remembered = rememberedPort();
        if (remembered > 0 && isFree(remembered)) {
            return remembered;
        }
        SecureRandom random = new SecureRandom();
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = FIRST_PORT + random.nextInt(PORTS);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port found between " + FIRST_PORT + " and " + (FIRST_PORT + PORTS));
    }

    void rememberPort(int port) throws IOException {
        Files.writeString(folder.resolve("port"), port + "\n");
    }

    private int rememberedPort() throws IOException {
        Path file = folder.resolve("port");
        if (!Files.exists(file)) {
            return 0;
        }
        String text = Files.readString(file).strip();
        return text.matches("\\d{4,5}") ? Integer.parseInt(text) : 0;
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
