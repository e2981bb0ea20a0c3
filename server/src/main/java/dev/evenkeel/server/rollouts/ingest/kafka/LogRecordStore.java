// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.foundation.limits.LogRateLimiter;
import dev.evenkeel.server.rollouts.ingest.BatchGroupStore;
import dev.evenkeel.server.rollouts.ingest.IngestResult;
import dev.evenkeel.server.rollouts.ingest.ReceivedBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

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
        } catch (StaleOffsetException e) {
            throw e;
        } catch (RuntimeException e) {
            if (BatchGroupStore.isDatabaseUnavailable(e)) {
                throw e;
            }
            storeSeparately(records, positions, e);
        }
    }

    private void storeSeparately(List<LogRecord> records, PartitionOffsets positions, RuntimeException failure) {
        if (records.size() == 1) {
            LogRecord one = records.getFirst();
            var unreadable = new LogRecord(
                    one.raw(),
                    null,
                    NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
            storeTogether(List.of(unreadable), positions);
            return;
        }
        int half = records.size() / 2;
        store(records.subList(0, half), positions);
        store(records.subList(half, records.size()), positions);
    }

    private void storeTogether(List<LogRecord> records, PartitionOffsets positions) {
        Map<ReceivedBatch.Key, ReceivedBatch> batches = new LinkedHashMap<>();
        int readable = 0;
        for (LogRecord one : records) {
            ReceivedBatch batch = one.batch();
            if (batch != null) {
                batches.putIfAbsent(batch.key(), batch);
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
        metrics.addUnreadable(records.size() - readable);
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
