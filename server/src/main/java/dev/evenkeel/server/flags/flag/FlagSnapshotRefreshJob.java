// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The job that keeps [FlagSnapshotCache] up to date: immediately when PostgreSQL notifies it of a change by
/// any server, and at least every second, so that a lost notification only delays a change. Two threads: one
/// listens, one refreshes.
@Component
class FlagSnapshotRefreshJob implements SmartLifecycle {
    private static final Duration BACKUP = Duration.ofSeconds(1);
    private static final int LISTEN_MILLIS = 5_000;
    private static final int LISTEN_ROUNDS = 12;

    private final FlagSnapshotCache cache;
    private final DataSource dataSource;
    private final BackgroundJob refresh;
    private final BackgroundJob listen;

    FlagSnapshotRefreshJob(FlagSnapshotCache cache, DataSource dataSource) {
        this.cache = cache;
        this.dataSource = dataSource;
        this.refresh = BackgroundJob.builder("flag refresh", BACKUP, cache::refresh)
                .forGuard()
                .build();
        this.listen = BackgroundJob.builder("flag change listener", Duration.ZERO, this::listen)
                .forGuard()
                .build();
    }

    /// Loads all flags, then refreshes them until stopped. Fails when the database does not answer.
    @Override
    public void start() {
        cache.refresh();
        refresh.start();
        listen.start();
    }

    @Override
    public void stop() {
        listen.requestStop();
        refresh.requestStop();
    }

    @Override
    public boolean isRunning() {
        return refresh.isRunning();
    }

    /// Starts before the web server, so that the first request finds flags.
    @Override
    public int getPhase() {
        return 0;
    }

    /// Listens for one minute, then returns the connection to the pool, which may replace it.
    private void listen() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + FlagRepository.CHANNEL);
            refresh.runSoon();
            PGConnection postgres = connection.unwrap(PGConnection.class);
            for (int round = 0; listen.isRunning() && round < LISTEN_ROUNDS; round++) {
                PGNotification[] notifications = postgres.getNotifications(LISTEN_MILLIS);
                if (notifications != null && notifications.length > 0) {
                    refresh.runSoon();
                }
            }
            statement.execute("UNLISTEN *");
        }
    }
}
