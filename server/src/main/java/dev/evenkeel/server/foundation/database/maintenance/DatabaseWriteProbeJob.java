// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database.maintenance;

import dev.evenkeel.server.foundation.database.DatabaseFailure;
import dev.evenkeel.server.foundation.database.DatabaseWriteStatus;
import dev.evenkeel.server.foundation.database.DatabaseWriteStatus.State;
import dev.evenkeel.server.foundation.database.GuardAndRequestPoolDataSource;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The job that probes once a second whether the database accepts writes, by writing one row. While the
/// database is read-only, and once more when that ends, it replaces all pooled connections, because a session
/// stays read-only for its whole lifetime. So writes succeed at most two seconds after the database accepts
/// them again.
@Component
class DatabaseWriteProbeJob {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWriteProbeJob.class);

    private final JdbcClient jdbc;
    private final GuardAndRequestPoolDataSource pools;
    private final DatabaseWriteStatus status;
    private State before = State.WRITABLE;

    DatabaseWriteProbeJob(
            JdbcClient jdbc, GuardAndRequestPoolDataSource pools, DatabaseWriteStatus status, BackgroundJobs jobs) {
        this.jdbc = jdbc;
        this.pools = pools;
        this.status = status;
        jobs.add(BackgroundJob.builder("database write probe", Duration.ofSeconds(1), this::runOnce)
                .forGuard());
    }

    private void runOnce() {
        State now = probeWrite();
        if (now == State.READ_ONLY || before == State.READ_ONLY) {
            pools.replaceConnections();
        }
        if (now != before) {
            LOG.warn("The database state changed from {} to {}", before, now);
        }
        before = now;
        status.update(now);
    }

    private State probeWrite() {
        try {
            jdbc.sql("update write_probe set written_at = clock_timestamp()").update();
            return State.WRITABLE;
        } catch (DataAccessException e) {
            boolean readOnly = DatabaseFailure.classify(e)
                    .filter(DatabaseFailure.READ_ONLY::equals)
                    .isPresent();
            return readOnly ? State.READ_ONLY : State.UNAVAILABLE;
        }
    }
}
