// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database.maintenance;

import dev.evenkeel.server.foundation.database.DatabaseClock;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The job that compares this server's clock with the database's every two seconds, the first time before any
/// other job starts.
@Component
class DatabaseClockJob implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClockJob.class);

    private final DatabaseClock clock;
    private final JdbcClient jdbc;
    private final BackgroundJob job = BackgroundJob.builder("database clock", Duration.ofSeconds(2), this::runOnce)
            .forGuard()
            .build();
    private boolean wrong;

    DatabaseClockJob(DatabaseClock clock, JdbcClient jdbc) {
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /// Fails when the database does not answer.
    @Override
    public void start() {
        runOnce();
        job.start();
    }

    @Override
    public void stop() {
        job.stop();
    }

    @Override
    public boolean isRunning() {
        return job.isRunning();
    }

    private void runOnce() {
        if (!clock.synchronize(this::queryDatabaseTime)) {
            return;
        }
        Duration ahead = clock.aheadOfDatabase();
        boolean wasWrong = wrong;
        wrong = ahead.abs().compareTo(DatabaseClock.MAX_DRIFT) > 0;
        if (wrong && !wasWrong) {
            LOG.warn(
                    "The clock of this machine is {} ahead of the database clock. The server uses the database time;"
                            + " correct the clock of this machine",
                    ahead);
        } else if (wasWrong && !wrong) {
            LOG.info("The clock of this machine is in sync with the database clock again");
        }
    }

    private Instant queryDatabaseTime() {
        return jdbc.sql("SELECT clock_timestamp()").query(Instant.class).single();
    }

    /// Before everything that reads the clock.
    @Override
    public int getPhase() {
        return -2;
    }
}
