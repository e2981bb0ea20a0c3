// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/// Runs PostgreSQL in a process whose environment a test sets: prints its URL and runs until its input ends.
final class ClusterProcess {
    private ClusterProcess() {}

    /// @param arguments the folder of the cluster
    public static void main(String[] arguments) throws IOException {
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(Path.of(arguments[0]))) {
            System.out.println(cluster.jdbcUrl());
            while (System.in.read() >= 0) {
                /* Waits for the end; nothing is written. */
            }
        }
    }
}
