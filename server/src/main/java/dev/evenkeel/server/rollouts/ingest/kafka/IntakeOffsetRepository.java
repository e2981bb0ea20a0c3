// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import dev.evenkeel.server.foundation.database.SqlArrays;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    /// Returns the stored offsets of the partitions of which records were stored.
    Map<Integer, Long> find(UUID topic, Collection<Integer> partitions) {
        Map<Integer, Long> offsets = new HashMap<>();
        jdbc.sql("""
                        select partition, next_offset from kafka_intake_offset
                        where topic_id = :topic and partition = any(:partitions)
                        """)
                .param("topic", topic)
                .param("partitions", partitions.toArray(Integer[]::new))
                .query(row -> {
                    offsets.put(row.getInt("partition"), row.getLong("next_offset"));
                });
        return offsets;
    }

    /// Inserts offsets of partitions that have none.
    void insertMissing(UUID topic, Map<Integer, Long> offsets) {
        List<Map.Entry<Integer, Long>> rows = new ArrayList<>(offsets.entrySet());
        jdbc.sql("""
                        insert into kafka_intake_offset (topic_id, partition, next_offset)
                        select :topic, partition, next_offset
                        from unnest(:partitions, :offsets) as given (partition, next_offset)
                        order by partition
                        on conflict do nothing
                        """)
                .param("topic", topic)
                .param("partitions", partitions(rows))
                .param("offsets", SqlArrays.toLongArray(rows, Map.Entry::getValue))
                .update();
    }

    /// The change of the offset of a partition.
    ///
    /// @param from stored offset
    /// @param to new offset
    record Advance(int partition, long from, long to) {}

    /// Updates offsets, and locks them until the end of the caller's transaction.
    ///
    /// @throws StaleOffsetException when another consumer has changed one; the caller must roll back
    void update(UUID topic, List<Advance> advances) {
        int updated = jdbc.sql("""
                        with given as (
                                 select * from unnest(:partitions, :from, :to) as given (partition, old, new)),
                             locked as (
                                 select partition, new
                                 from kafka_intake_offset join given using (partition)
                                 where topic_id = :topic and next_offset = old
                                 order by partition for update of kafka_intake_offset)
                        update kafka_intake_offset as kept set next_offset = locked.new
                        from locked where kept.topic_id = :topic and kept.partition = locked.partition
                        """)
                .param("topic", topic)
                .param("partitions", advances.stream().map(Advance::partition).toArray(Integer[]::new))
                .param("from", SqlArrays.toLongArray(advances, Advance::from))
                .param("to", SqlArrays.toLongArray(advances, Advance::to))
                .update();
        if (updated != advances.size()) {
            throw new StaleOffsetException();
        }
    }

    private static Integer[] partitions(List<Map.Entry<Integer, Long>> rows) {
        return rows.stream().map(Map.Entry::getKey).toArray(Integer[]::new);
    }
}
