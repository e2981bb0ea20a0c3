// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flag;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps [FlagMemory] up to date: at once when PostgreSQL notifies of a change by any server, and at least every
/// second, so that a lost notification delays a change but cannot lose it. Two threads: one listens, one
/// refreshes.
@Component
class FlagLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FlagLoop.class);
    private static final int BACKUP_MILLIS = 1_000;
    private static final int LISTEN_MILLIS = 5_000;
    private static final int LISTEN_ROUNDS = 12;

    private final FlagMemory memory;
    private final DataSource dataSource;
    private final Semaphore nudge = new Semaphore(0);
    private volatile boolean running;

    FlagLoop(FlagMemory memory, DataSource dataSource) {
        this.memory = memory;
        this.dataSource = dataSource;
    }

    /// Loads all flags, then keeps them fresh; fails when the database does not answer.
    @Override
    public void start() {
        memory.refresh();
        running = true;
        Thread.ofVirtual().name("evenkeel-flag-refresh").start(() -> repeat("refresh", this::refreshOnce));
        Thread.ofVirtual().name("evenkeel-flag-listen").start(() -> repeat("listen", this::listen));
    }

    @Override
    public void stop() {
        running = false;
        nudge.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before the web server, so that the first request finds flags.
    @Override
    public int getPhase() {
        return 0;
    }

    private interface Step {
        void run() throws SQLException, InterruptedException;
    }

    /// Repeats a step while the server runs. A failing step is tried again after a second; the log tells of the
    /// first failure and the recovery.
    private void repeat(String name, Step step) {
        boolean failing = false;
        try {
            while (running) {
                try {
                    step.run();
                    if (failing) {
                        LOG.info("The {} of flags works again.", name);
                    }
                    failing = false;
                } catch (SQLException | RuntimeException e) {
                    if (!failing && running) {
                        LOG.warn("The {} of flags fails and is tried every second: {}", name, e.toString());
                    }
                    failing = true;
                    Thread.sleep(BACKUP_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refreshOnce() throws InterruptedException {
        boolean nudged = nudge.tryAcquire(BACKUP_MILLIS, TimeUnit.MILLISECONDS);
        if (nudged) {
            nudge.drainPermits();
        }
        if (running) {
            memory.refresh();
        }
    }

    /// Listens for a minute, then gives the connection back to the pool, which may want to renew it.
    private void listen() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + FlagTable.CHANNEL);
            nudge.release();
            PGConnection postgres = connection.unwrap(PGConnection.class);
            for (int round = 0; running && round < LISTEN_ROUNDS; round++) {
                PGNotification[] notifications = postgres.getNotifications(LISTEN_MILLIS);
                if (notifications != null && notifications.length > 0) {
                    nudge.release();
                }
            }
            statement.execute("UNLISTEN *");
        }
    }
}
