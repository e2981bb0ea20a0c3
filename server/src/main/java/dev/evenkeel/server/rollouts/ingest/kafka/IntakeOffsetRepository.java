// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import dev.evenkeel.server.foundation.database.SqlArrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The offsets of the next records to store, by partition. They change in the transaction that stores the records
/// before them.
@Component
class IntakeOffsetRepository {
    private final JdbcClient jdbc;

    IntakeOffsetRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A stored offset.
    ///
    /// @param leaderEpoch epoch of the record before it, with which the consumer detects that the end of the
    ///     partition was cut off; null when there is none
    record StoredOffset(long next, @Nullable Integer leaderEpoch) {}

    /// Returns the stored offsets of partitions.
    Map<Integer, StoredOffset> find(UUID topic, Collection<Integer> partitions) {
        Map<Integer, StoredOffset> offsets = new HashMap<>();
        jdbc.sql("""
                        select partition, next_offset, leader_epoch from kafka_intake_offset
                        where topic_id = :topic and partition = any(:partitions)
                        """)
                .param("topic", topic)
                .param("partitions", partitions.toArray(Integer[]::new))
                .query(row -> {
                    offsets.put(
                            row.getInt("partition"),
                            new StoredOffset(row.getLong("next_offset"), row.getObject("leader_epoch", Integer.class)));
                });
        return offsets;
    }

    /// Inserts offsets of partitions that have none.
    void insertMissing(UUID topic, Map<Integer, Long> offsets) {
        List<Map.Entry<Integer, Long>> rows = List.copyOf(offsets.entrySet());
        jdbc.sql("""
                        insert into kafka_intake_offset (topic_id, partition, next_offset)
                        select :topic, partition, next_offset
                        from unnest(:partitions, :offsets) as given (partition, next_offset)
                        order by partition
                        on conflict do nothing
                        """)
                .param("topic", topic)
                .param("partitions", rows.stream().map(Map.Entry::getKey).toArray(Integer[]::new))
                .param("offsets", SqlArrays.toLongArray(rows, Map.Entry::getValue))
                .update();
    }

    /// The change of the offset of a partition.
    ///
    /// @param from stored offset
    /// @param to new offset
    /// @param leaderEpoch as in [StoredOffset]
    record Advance(
            int partition, long from, long to, @Nullable Integer leaderEpoch) {}

    /// Updates offsets, and locks them until the end of the caller's transaction.
    ///
    /// @throws StaleOffsetException when another consumer has changed one; the caller must roll back
    void update(UUID topic, List<Advance> advances) {
        int updated = jdbc.sql("""
                        with given as (
                                 select * from unnest(:partitions, :from, :to, :epochs)
                                               as given (partition, old, new, epoch)),
                             locked as (
                                 select partition, new, epoch
                                 from kafka_intake_offset join given using (partition)
                                 where topic_id = :topic and next_offset = old
                                 order by partition for update of kafka_intake_offset)
                        update kafka_intake_offset as kept set next_offset = locked.new, leader_epoch = locked.epoch
                        from locked where kept.topic_id = :topic and kept.partition = locked.partition
                        """)
                .param("topic", topic)
                .param("partitions", advances.stream().map(Advance::partition).toArray(Integer[]::new))
                .param("from", SqlArrays.toLongArray(advances, Advance::from))
                .param("to", SqlArrays.toLongArray(advances, Advance::to))
                .param("epochs", advances.stream().map(Advance::leaderEpoch).toArray(Integer[]::new))
                .update();
        if (updated != advances.size()) {
            throw new StaleOffsetException();
        }
    }
}
