// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures;
import dev.evenkeel.server.rollouts.ingest.BatchSender;
import dev.evenkeel.server.rollouts.ingest.ReceivedBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class PendingRecordsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    private final PendingRecords pending = new PendingRecords();

    @Test
    void isDueOneSecondAfterFirstRecord() {
        assertThat(pending.remaining(NOW)).isEqualTo(Duration.ofSeconds(1));
        pending.add(record(0, 1, 10), NOW);
        pending.add(record(0, 2, 10), NOW.plusMillis(900));
        assertThat(pending.remaining(NOW.plusMillis(900))).isEqualTo(Duration.ofMillis(100));
        assertThat(pending.remaining(NOW.plusMillis(1_000))).isZero();
        assertThat(pending.remaining(NOW.plusMillis(3_000))).isZero();
    }

    @Test
    void isDueImmediatelyWhenClockIsSetBack() {
        pending.add(record(0, 1, 10), NOW);
        assertThat(pending.remaining(NOW.minusSeconds(3_600))).isZero();
    }

    @Test
    void limitsCallsPerTransaction() {
        LogRecord huge = record(0, 1, OutcomeBatch.MAX_CALLS);
        assertThat(pending.hasPlaceFor(huge)).isTrue();
        pending.add(huge, NOW);
        assertThat(pending.hasPlaceFor(record(0, 2, OutcomeBatch.MAX_CALLS / 1_000)))
                .isFalse();
        assertThat(pending.take()).containsExactly(huge);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(pending.hasPlaceFor(record(0, 2, OutcomeBatch.MAX_CALLS))).isTrue();
    }

    @Test
    void removesRecordsOfLostPartitions() {
        LogRecord kept = record(1, 1, 10);
        pending.add(record(0, 1, OutcomeBatch.MAX_CALLS), NOW);
        pending.add(kept, NOW);
        pending.add(record(2, 1, 10), NOW);
        pending.removePartitions(Set.of(0, 2));
        assertThat(pending.hasPlaceFor(record(1, 2, OutcomeBatch.MAX_CALLS / 2)))
                .isTrue();
        assertThat(pending.take()).containsExactly(kept);
    }

    private static LogRecord record(int partition, long offset, long calls) {
        OutcomeBatch batch =
                OutcomeSummaryFixtures.batch("process", offset, OutcomeSummaryFixtures.plain("checkout", "on", calls));
        var received = new ReceivedBatch("default", batch, new BatchSender(null, false), NOW);
        return new LogRecord(
                new ConsumerRecord<>("topic", partition, offset, new byte[0], new byte[0]),
                received,
                null,
                received.shareOfGroup());
    }
}
