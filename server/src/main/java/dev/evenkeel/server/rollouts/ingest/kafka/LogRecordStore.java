// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.foundation.limits.LogRateLimiter;
import dev.evenkeel.server.rollouts.ingest.BatchGroupStore;
import dev.evenkeel.server.rollouts.ingest.IngestResult;
import dev.evenkeel.server.rollouts.ingest.ReceivedBatch;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/// The store of records of the topic, each exactly once: records and offsets change in one transaction, which fails
/// when another consumer has changed the offsets. A batch that occurs again in the topic, because its sender repeated
/// it, is a duplicate. A record that cannot be stored is moved to the table of invalid rows, and blocks no other.
/// Thread-safe.
@Component
class LogRecordStore {
    private static final Logger LOG = LoggerFactory.getLogger(LogRecordStore.class);

    private final BatchGroupStore groups;
    private final IntakeOffsetRepository offsets;
    private final QuarantinedRowRepository quarantine;
    private final KafkaIntakeMetrics metrics;
    private final LogRateLimiter logLimit;
    private final Clock clock;

    LogRecordStore(
            BatchGroupStore groups,
            IntakeOffsetRepository offsets,
            QuarantinedRowRepository quarantine,
            KafkaIntakeMetrics metrics,
            LogRateLimiter logLimit,
            Clock clock) {
        this.groups = groups;
        this.offsets = offsets;
        this.quarantine = quarantine;
        this.metrics = metrics;
        this.logLimit = logLimit;
        this.clock = clock;
    }

    /// Stores records, and updates the positions.
    ///
    /// @param records records in the order of their partitions, starting at the positions
    /// @throws StaleOffsetException when another consumer has stored records of these partitions
    /// @throws RuntimeException when the database does not answer; positions then tell what is stored
    void store(List<LogRecord> records, PartitionOffsets positions) {
        if (records.isEmpty()) {
            return;
        }
        try {
            storeTogether(records, positions);
        } catch (RuntimeException e) {
            if (records.size() > 1 && (isTimeout(e) || isCausedByRecord(e))) {
                int half = records.size() / 2;
                store(records.subList(0, half), positions);
                store(records.subList(half, records.size()), positions);
            } else if (isCausedByRecord(e)) {
                storeTogether(List.of(records.getFirst().withProblem(reason(e))), positions);
            } else {
                throw e;
            }
        }
    }

    private static @Nullable String reason(RuntimeException e) {
        return NestedExceptionUtils.getMostSpecificCause(e).getMessage();
    }

    /* A group that is too large for one transaction would time out each time. */
    private static boolean isTimeout(RuntimeException e) {
        return e instanceof QueryTimeoutException || e instanceof TransactionTimedOutException;
    }

    /* Not by the database, its schema or its permissions: then no record could be stored, and all wait. */
    private static boolean isCausedByRecord(RuntimeException e) {
        return !(e instanceof StaleOffsetException)
                && !(e instanceof TransactionException)
                && (!(e instanceof DataAccessException)
                        || e instanceof DataIntegrityViolationException
                        || exceedsLimit(e));
    }

    /* Class 54 of PostgreSQL's error codes, such as an index row that is too large. */
    private static boolean exceedsLimit(RuntimeException e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
                && String.valueOf(cause.getSQLState()).startsWith("54");
    }

    private void storeTogether(List<LogRecord> records, PartitionOffsets positions) {
        Map<ReceivedBatch.Key, ReceivedBatch> batches = new LinkedHashMap<>();
        int readable = 0;
        for (LogRecord one : records) {
            if (one.batch() != null) {
                add(one.batch(), batches);
                readable++;
            }
        }
        List<IntakeOffsetRepository.Advance> advances = positions.advances(records);
        List<IngestResult> results = groups.store(List.copyOf(batches.values()), () -> {
            offsets.update(positions.topic(), advances);
            records.forEach(this::quarantineUnreadable);
        });
        positions.apply(advances);
        count(List.copyOf(batches.values()), results);
        metrics.addDuplicates(readable - batches.size());
        metrics.addQuarantined(records.size() - readable);
    }

    /* Of two batches with one key, only the database knows which sender is the right one. */
    private static void add(ReceivedBatch batch, Map<ReceivedBatch.Key, ReceivedBatch> batches) {
        ReceivedBatch known = batches.putIfAbsent(batch.key(), batch);
        if (known != null
                && !Objects.equals(known.sender().secret(), batch.sender().secret())) {
            throw new IllegalStateException("two senders use the same key in one group");
        }
    }

    private void quarantineUnreadable(LogRecord one) {
        if (one.batch() == null) {
            quarantine.insert("topic " + one.raw().topic(), null, LogRecord.toReason(one.problem()), one.content());
        }
    }

    private void count(List<ReceivedBatch> batches, List<IngestResult> results) {
        Instant now = clock.instant();
        for (int i = 0; i < results.size(); i++) {
            RuntimeException failure = results.get(i).failure();
            if (failure != null) {
                metrics.addRejected();
                logLimit.log("kafka rejected", more -> LOG.warn("{}{}", failure.getMessage(), more));
            } else if (results.get(i).unattributed().isPresent()) {
                metrics.addStored(Duration.between(batches.get(i).receivedAt(), now));
            } else {
                metrics.addDuplicates(1);
            }
        }
    }
}
