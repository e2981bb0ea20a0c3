// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import dev.evenkeel.server.foundation.database.LockTimeoutDetector;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Deletes expired data once a minute, table by table, each in small steps. Any number of servers may do so.
///
/// A step is one transaction under an advisory lock of its table: other servers skip the table meanwhile, and
/// the step of a server that dies is rolled back. A step that would have to wait for another lock is postponed
/// to the next run. Runs are confined to one thread; the counts may be read by any thread.
@Component
class RetentionSweep {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionSweep.class);
    private static final int MOST_STEPS = 200;
    /* The first number of all advisory locks taken here; the second identifies the table. */
    private static final int LOCKS = 0x6B656570;

    private final List<RetentionTarget> all;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BackgroundJob job;
    private final Map<String, PurgeResult> totals = new ConcurrentHashMap<>();
    private volatile @Nullable Instant lastAt;

    RetentionSweep(
            List<RetentionTarget> all,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            BackgroundJobs jobs) {
        this.all = List.copyOf(all);
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.job = jobs.add(BackgroundJob.builder("retention", Duration.ofMinutes(1), this::runOnce));
    }

    private void runOnce() {
        run(job::isRunning);
    }

    /// Deletes expired data until none is left or each table has used its share of the run. The failure of a
    /// table does not affect the others.
    ///
    /// @param goOn checked before each step
    /// @throws RuntimeException the last failure of a table, at the end
    void run(BooleanSupplier goOn) {
        Instant began = clock.instant();
        Map<String, PurgeResult> round = new LinkedHashMap<>();
        RuntimeException failure = null;
        for (RetentionTarget one : all) {
            try {
                PurgeResult removed = purge(one, goOn);
                if (!removed.isEmpty()) {
                    round.put(one.table(), removed);
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        logResult(round, began);
        if (failure != null) {
            throw failure;
        }
        lastAt = clock.instant();
    }

    private PurgeResult purge(RetentionTarget one, BooleanSupplier goOn) {
        PurgeResult sum = PurgeResult.NONE;
        PurgeResult last = new PurgeResult(1, 0);
        for (int steps = 0; steps < MOST_STEPS && !last.isEmpty() && goOn.getAsBoolean(); steps++) {
            last = purgeStep(one);
            sum = sum.plus(last);
            totals.merge(one.table(), last, PurgeResult::plus);
        }
        return sum;
    }

    private PurgeResult purgeStep(RetentionTarget one) {
        try {
            return transaction.execute(status -> {
                jdbc.sql("set local lock_timeout = '200ms'").update();
                return lock(one.table()) ? one.purge(clock.instant()) : PurgeResult.NONE;
            });
        } catch (DataAccessException e) {
            if (!LockTimeoutDetector.isCauseOf(e)) {
                throw e;
            }
            LOG.debug("Deferred the deletion of expired data in {}: {}", one.table(), e.toString());
            return PurgeResult.NONE;
        }
    }

    private boolean lock(String table) {
        return jdbc.sql("select pg_try_advisory_xact_lock(:locks, hashtext(:table))")
                .param("locks", LOCKS)
                .param("table", table)
                .query(Boolean.class)
                .single();
    }

    private void logResult(Map<String, PurgeResult> round, Instant began) {
        if (round.isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>();
        round.forEach((table, removed) -> words.add(format(table, removed)));
        LOG.info(
                "Deleted data past its retention period: {} (in {} ms)",
                String.join(", ", words),
                Duration.between(began, clock.instant()).toMillis());
    }

    private static String format(String table, PurgeResult removed) {
        return removed.partitions() == 0
                ? removed.rows() + " rows of " + table
                : removed.partitions() + " partitions and " + removed.rows() + " rows of " + table;
    }

    /// Returns all retention targets.
    List<RetentionTarget> listTargets() {
        return all;
    }

    /// Returns what this server deleted from a table since it started.
    PurgeResult totalPurged(String table) {
        return totals.getOrDefault(table, PurgeResult.NONE);
    }

    /// Returns when this server last completed a run without a failure; empty when it has not since it started.
    Optional<Instant> findLastRun() {
        return Optional.ofNullable(lastAt);
    }
}
