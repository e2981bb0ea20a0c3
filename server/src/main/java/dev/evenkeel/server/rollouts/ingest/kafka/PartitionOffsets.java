// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The stored offsets of the partitions that a consumer reads. Not thread-safe.
final class PartitionOffsets {
    private final UUID topic;
    private final Map<Integer, Long> next = new TreeMap<>();

    PartitionOffsets(UUID topic) {
        this.topic = topic;
    }

    UUID topic() {
        return topic;
    }

    void put(int partition, long offset) {
        next.put(partition, offset);
    }

    void remove(int partition) {
        next.remove(partition);
    }

    long get(int partition) {
        return Objects.requireNonNull(next.get(partition));
    }

    Collection<Integer> partitions() {
        return next.keySet();
    }

    /// Returns the changes after records are stored; records of a partition are in order.
    List<IntakeOffsetRepository.Advance> advances(List<LogRecord> records) {
        Map<Integer, ConsumerRecord<?, ?>> last = new TreeMap<>();
        records.forEach(one -> last.put(one.partition(), one.raw()));
        return last.values().stream()
                .map(record -> new IntakeOffsetRepository.Advance(
                        record.partition(),
                        get(record.partition()),
                        record.offset() + 1,
                        record.leaderEpoch().orElse(null)))
                .toList();
    }

    /// Notes changes that are committed.
    void apply(List<IntakeOffsetRepository.Advance> advances) {
        advances.forEach(advance -> next.put(advance.partition(), advance.to()));
    }
}
