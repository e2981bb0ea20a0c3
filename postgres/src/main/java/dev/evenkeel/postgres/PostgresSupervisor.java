// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// The supervisor of one PostgreSQL: a daemon thread that checks it every 100 ms and restarts it after it
/// died.
///
/// Restarts use the same port, so that connection pools can reconnect. Failed starts are retried after 0.2 s,
/// 0.4 s and so on, up to 5 s.
final class PostgresSupervisor {
    private static final Logger LOG = System.getLogger(PostgresSupervisor.class.getName());
    private static final int LOOK_MILLIS = 100;
    private static final int MAX_PAUSE_MILLIS = 5_000;

    private final PostgresLauncher launcher;
    private final ClusterDirectory files;
    private PostmasterProcess current;
    private boolean stopped;
    private int failures;

    PostgresSupervisor(PostgresLauncher launcher, ClusterDirectory files, PostmasterProcess current) {
        this.launcher = launcher;
        this.files = files;
        this.current = current;
    }

    void watch() {
        Thread.ofPlatform().name("evenkeel-postgres-supervisor").daemon().start(this::run);
    }

    synchronized PostmasterProcess current() {
        return current;
    }

    synchronized void stop() throws IOException {
        if (!stopped) {
            stopped = true;
            notifyAll();
            current.stop(files.dataFolder());
        }
    }

    private synchronized void run() {
        try {
            while (!stopped) {
                wait(pauseMillis());
                if (!stopped) {
                    restartIfDead();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int pauseMillis() {
        return Math.min(MAX_PAUSE_MILLIS, LOOK_MILLIS << Math.min(failures, 6));
    }

    private void restartIfDead() {
        if (current.isAlive()) {
            failures = 0;
            return;
        }
        LOG.log(
                Level.WARNING,
                "PostgreSQL (process {0}) exited unexpectedly; restarting it on port {1}.",
                Long.toString(current.process().pid()),
                Integer.toString(current.port()));
        try {
            failures++;
            PostmasterProcess.removeStaleState(files.dataFolder());
            current = launcher.launch(current.port());
        } catch (IOException | EmbeddedPostgresException e) {
            LOG.log(
                    Level.ERROR,
                    "Cannot restart PostgreSQL; retrying. Its log: "
                            + files.folder().resolve("postgresql.log"),
                    e);
        }
    }
}
