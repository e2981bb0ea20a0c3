// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The consumer of one server: reads its partitions of the topic, and stores the records of each second together. The
/// consumers of all servers are a group, in which each partition belongs to one of them. Stores its records before it
/// gives a partition away; records of a partition that it lost are stored by its successor.
///
/// Not thread-safe, except [#wakeup].
final class KafkaIntakeConsumer implements ConsumerRebalanceListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaIntakeConsumer.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final IntakeOffsetRepository offsets;
    private final LogRecordStore store;
    private final KafkaIntakeMetrics metrics;
    private final Clock clock;
    private final PartitionOffsets positions;
    private final PendingRecords pending = new PendingRecords();

    private KafkaIntakeConsumer(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Uuid topicId,
            IntakeOffsetRepository offsets,
            LogRecordStore store,
            KafkaIntakeMetrics metrics,
            Clock clock) {
        this.consumer = consumer;
        this.topic = topic;
        this.offsets = offsets;
        this.store = store;
        this.metrics = metrics;
        this.clock = clock;
        this.positions =
                new PartitionOffsets(new UUID(topicId.getMostSignificantBits(), topicId.getLeastSignificantBits()));
    }

    /// Joins the group. Creates the topic if it does not exist.
    ///
    /// @throws org.apache.kafka.common.KafkaException when the cluster does not answer
    static KafkaIntakeConsumer open(
            KafkaClientFactory clients,
            IntakeOffsetRepository offsets,
            LogRecordStore store,
            KafkaIntakeMetrics metrics,
            Clock clock)
            throws InterruptedException {
        String topic = clients.options().topic();
        Uuid id;
        try (Admin admin = clients.createAdmin()) {
            id = KafkaTopic.findOrCreate(admin, topic);
        }
        var opened = new KafkaIntakeConsumer(clients.createConsumer(), topic, id, offsets, store, metrics, clock);
        opened.consumer.subscribe(List.of(topic), opened);
        return opened;
    }

    /// Reads records, and stores the pending ones when they are due. Takes at most about a second, or as long as the
    /// database needs to store them.
    ///
    /// @throws RuntimeException when the cluster or the database fails, or another consumer took a partition; the
    ///     caller must close this consumer
    void pollOnce() {
        try {
            consumer.poll(pending.remaining(clock.instant())).forEach(raw -> add(LogRecord.of(raw)));
            if (!pending.isEmpty() && pending.remaining(clock.instant()).isZero()) {
                storePending();
            }
        } catch (WakeupException e) {
            return;
        } catch (OffsetOutOfRangeException e) {
            reset(e.offsetOutOfRangePartitions());
        }
        metrics.setAssignment(positions.partitions().size(), lag());
    }

    private void add(LogRecord one) {
        if (!pending.hasPlaceFor(one)) {
            storePending();
        }
        pending.add(one, clock.instant());
    }

    private void storePending() {
        store.store(pending.take(), positions);
    }

    private long lag() {
        long notStored = 0;
        for (int partition : positions.partitions()) {
            var one = new TopicPartition(topic, partition);
            OptionalLong behind = consumer.currentLag(one);
            if (behind.isPresent()) {
                notStored += Math.max(0, consumer.position(one) + behind.getAsLong() - positions.get(partition));
            }
        }
        return notStored;
    }

    /*
     * Brokers have deleted the records at the position, or an outage has cut off the end of the partition. Reading from
     * the beginning counts nothing twice, because the keys of batches are unique.
     */
    private void reset(Map<TopicPartition, Long> outOfRange) {
        pending.clear();
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(outOfRange.keySet());
        outOfRange.forEach((partition, position) -> {
            long beginning = Objects.requireNonNull(beginnings.get(partition));
            LOG.error(
                    "Kafka has no record {} of {}: reading continues at record {}. Records between them are lost",
                    position,
                    partition,
                    beginning);
            metrics.addLost(Math.max(0, beginning - position));
            var advance = new IntakeOffsetRepository.Advance(
                    partition.partition(), positions.get(partition.partition()), beginning);
            offsets.update(positions.topic(), List.of(advance));
            positions.apply(List.of(advance));
        });
        for (int partition : positions.partitions()) {
            consumer.seek(new TopicPartition(topic, partition), positions.get(partition));
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        Set<Integer> numbers = numbers(assigned);
        Map<Integer, Long> stored = offsets.find(positions.topic(), numbers);
        if (stored.size() < numbers.size()) {
            insertBeginnings(assigned);
            stored = offsets.find(positions.topic(), numbers);
        }
        stored.forEach((partition, offset) -> {
            positions.put(partition, offset);
            consumer.seek(new TopicPartition(topic, partition), offset);
        });
        LOG.info(
                "Reading {} partitions of the Kafka topic {}.",
                positions.partitions().size(),
                topic);
    }

    private void insertBeginnings(Collection<TopicPartition> assigned) {
        Map<Integer, Long> beginnings = new HashMap<>();
        consumer.beginningOffsets(assigned).forEach((one, offset) -> beginnings.put(one.partition(), offset));
        offsets.insertMissing(positions.topic(), beginnings);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        storePending();
        revoked.forEach(one -> positions.remove(one.partition()));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        pending.removePartitions(numbers(lost));
        lost.forEach(one -> positions.remove(one.partition()));
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        Set<Integer> numbers = new HashSet<>();
        partitions.forEach(one -> numbers.add(one.partition()));
        return numbers;
    }

    /// Ends a running [#pollOnce] soon.
    void wakeup() {
        consumer.wakeup();
    }

    /// Stores the pending records, and leaves the group.
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
        metrics.setAssignment(0, 0);
    }

    /// Leaves the group without storing the pending records; their next owner reads them again.
    void closeAfterFailure() {
        pending.clear();
        close();
    }
}
