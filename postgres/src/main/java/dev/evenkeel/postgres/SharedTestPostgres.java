// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/// The holder of the cluster that all tests of a JVM share.
final class SharedTestPostgres {
    static final EmbeddedPostgres SHARED = start();
    private static final String PREFIX = "evenkeel-postgres-";

    private SharedTestPostgres() {}

    private static EmbeddedPostgres start() {
        try {
            Path folder = Files.createTempDirectory(PREFIX);
            removeAbandoned(Path.of(System.getProperty("java.io.tmpdir")));
            EmbeddedPostgres cluster = EmbeddedPostgres.start(folder, false);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(cluster, folder), PREFIX + "removal"));
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a temporary directory for PostgreSQL", e);
        }
    }

    /// Removes the clusters of killed JVMs. A cluster in use is locked; a cluster that is being created has
    /// no data yet.
    static void removeAbandoned(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isWritable(folder) && Files.exists(folder.resolve("cluster/PG_VERSION"))) {
                    removeIfAbandoned(folder);
                }
            }
        }
    }

    /* Two JVMs may find the same one. Only one of them can rename it; the other finds it gone. */
    private static void removeIfAbandoned(Path folder) throws IOException {
        try {
            ClusterDirectory files = new ClusterDirectory(folder.toRealPath());
            Optional<FileLock> lock = files.tryLock();
            if (lock.isPresent()) {
                removeLocked(files, lock.get());
            }
        } catch (NoSuchFileException gone) {
            /* Nothing is left to remove. */
        }
    }

    private static void removeLocked(ClusterDirectory files, FileLock lock) throws IOException {
        try {
            Optional<PostmasterProcess> left = PostmasterProcess.findRunning(files.dataFolder());
            if (left.isPresent()) {
                left.get().stop(files.dataFolder());
            }
            Path own = files.folder().resolveSibling(PREFIX + UUID.randomUUID());
            DirectoryTree.delete(Files.move(files.folder(), own, StandardCopyOption.ATOMIC_MOVE));
        } finally {
            lock.acquiredBy().close();
        }
    }

    private static void remove(EmbeddedPostgres cluster, Path folder) {
        cluster.close();
        try {
            removeIfAbandoned(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }
}
