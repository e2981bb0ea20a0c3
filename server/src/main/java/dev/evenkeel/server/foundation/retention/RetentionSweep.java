// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import dev.evenkeel.server.foundation.database.LockTimeoutDetector;
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

/// One round of taking away what is over, table by table, each in small steps.
///
/// A step is one transaction under an advisory lock of its table: other servers that come meanwhile pass the
/// table over, and a server that dies in a step leaves it undone. A step that would have to wait for somebody
/// else's lock is put off until the next round. Rounds are confined to one thread; what it counts is for any
/// thread.
@Component
class RetentionSweep {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionSweep.class);
    private static final int MOST_STEPS = 200;
    /* The first number of all advisory locks that are taken here; the second is of the table. */
    private static final int LOCKS = 0x6B656570;
    /* lock_not_available */

    private final List<RetentionTarget> all;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, PurgeResult> totals = new ConcurrentHashMap<>();
    private volatile @Nullable Instant lastAt;

    RetentionSweep(List<RetentionTarget> all, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.all = List.copyOf(all);
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Takes away what is over, until nothing is or each table had its share of the round. A table that fails
    /// keeps no other from it.
    ///
    /// @param goOn asked before each step
    /// @throws RuntimeException the last failure of a table, at the end
    void run(BooleanSupplier goOn) {
        Instant began = clock.instant();
        Map<String, PurgeResult> round = new LinkedHashMap<>();
        RuntimeException failure = null;
        for (RetentionTarget one : all) {
            try {
                PurgeResult removed = empty(one, goOn);
                if (!removed.isNothing()) {
                    round.put(one.table(), removed);
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        tell(round, began);
        if (failure != null) {
            throw failure;
        }
        lastAt = clock.instant();
    }

    private PurgeResult empty(RetentionTarget one, BooleanSupplier goOn) {
        PurgeResult sum = PurgeResult.NOTHING;
        PurgeResult last = new PurgeResult(1, 0);
        for (int steps = 0; steps < MOST_STEPS && !last.isNothing() && goOn.getAsBoolean(); steps++) {
            last = step(one);
            sum = sum.plus(last);
            totals.merge(one.table(), last, PurgeResult::plus);
        }
        return sum;
    }

    private PurgeResult step(RetentionTarget one) {
        try {
            return transaction.execute(status -> {
                jdbc.sql("set local lock_timeout = '200ms'").update();
                return lock(one.table()) ? one.remove(clock.instant()) : PurgeResult.NOTHING;
            });
        } catch (DataAccessException e) {
            if (!LockTimeoutDetector.isCauseOf(e)) {
                throw e;
            }
            LOG.debug("Put off what is over in {}: {}", one.table(), e.toString());
            return PurgeResult.NOTHING;
        }
    }

    private boolean lock(String table) {
        return jdbc.sql("select pg_try_advisory_xact_lock(:locks, hashtext(:table))")
                .param("locks", LOCKS)
                .param("table", table)
                .query(Boolean.class)
                .single();
    }

    private void tell(Map<String, PurgeResult> round, Instant began) {
        if (round.isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>();
        round.forEach((table, removed) -> words.add(words(table, removed)));
        LOG.info(
                "Took away what is not kept any longer: {} (in {} ms)",
                String.join(", ", words),
                Duration.between(began, clock.instant()).toMillis());
    }

    private static String words(String table, PurgeResult removed) {
        return removed.partitions() == 0
                ? removed.rows() + " rows of " + table
                : removed.partitions() + " partitions and " + removed.rows() + " rows of " + table;
    }

    /// What is kept for a time.
    List<RetentionTarget> all() {
        return all;
    }

    /// What this server took from a table since it started.
    PurgeResult taken(String table) {
        return totals.getOrDefault(table, PurgeResult.NOTHING);
    }

    /// When this server last ended a round without a failure; empty when it has not since it started.
    Optional<Instant> lastAt() {
        return Optional.ofNullable(lastAt);
    }
}
