// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The holder of the one cluster that all tests of a JVM share.
final class TemporaryCluster {
    static final PostgresCluster SHARED = start();

    private TemporaryCluster() {}

    private static PostgresCluster start() {
        try {
            Path folder = Files.createTempDirectory("evenkeel-postgres-");
            PostgresCluster cluster = PostgresCluster.start(folder);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> remove(cluster, folder), "evenkeel-postgres-removal"));
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a temporary folder for PostgreSQL", e);
        }
    }

    private static void remove(PostgresCluster cluster, Path folder) {
        cluster.close();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }
}
