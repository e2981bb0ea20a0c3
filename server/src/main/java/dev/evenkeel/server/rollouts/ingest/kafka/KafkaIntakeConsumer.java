// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
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
    private static final Duration TOPIC_CHECK_INTERVAL = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final String topic;
    private final IntakeOffsetRepository offsets;
    private final LogRecordStore store;
    private final KafkaIntakeMetrics metrics;
    private final Clock clock;
    private final PartitionOffsets positions;
    private final PendingRecords pending = new PendingRecords();
    private @Nullable KafkaFuture<UUID> topicCheck;
    private Instant nextTopicCheck;

    private KafkaIntakeConsumer(
            Consumer<byte[], byte[]> consumer,
            Admin admin,
            String topic,
            UUID topicId,
            IntakeOffsetRepository offsets,
            LogRecordStore store,
            KafkaIntakeMetrics metrics,
            Clock clock) {
        this.consumer = consumer;
        this.admin = admin;
        this.topic = topic;
        this.offsets = offsets;
        this.store = store;
        this.metrics = metrics;
        this.clock = clock;
        this.positions = new PartitionOffsets(topicId);
        this.nextTopicCheck = clock.instant().plus(TOPIC_CHECK_INTERVAL);
    }

    /// Joins the group. Creates the topic if it does not exist.
    ///
    /// @throws org.apache.kafka.common.KafkaException when the cluster does not answer
    /// @throws org.springframework.dao.DataAccessException when the database does not answer; then other servers
    ///     keep the partitions
    static KafkaIntakeConsumer open(
            KafkaClientFactory clients,
            IntakeOffsetRepository offsets,
            LogRecordStore store,
            KafkaIntakeMetrics metrics,
            Clock clock)
            throws InterruptedException {
        String topic = clients.options().topic();
        Admin admin = clients.createAdmin();
        try {
            UUID id = KafkaTopic.findOrCreate(admin, topic);
            offsets.find(id, List.of());
            var opened =
                    new KafkaIntakeConsumer(clients.createConsumer(), admin, topic, id, offsets, store, metrics, clock);
            opened.consumer.subscribe(List.of(topic), opened);
            return opened;
        } catch (RuntimeException | InterruptedException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /// Reads records, and stores the pending ones when they are due. Takes at most about a second, or as long as the
    /// database needs to store them.
    ///
    /// @throws RuntimeException when the cluster or the database fails, another consumer took a partition, or the
    ///     topic was created again; the caller must close this consumer
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
        requireSameTopic();
        metrics.setAssignment(positions.partitions().size(), lag());
    }

    /* Offsets of a topic that was deleted and created again begin at zero. A deleted topic is created again. */
    private void requireSameTopic() {
        Instant now = clock.instant();
        KafkaFuture<UUID> check = topicCheck;
        if (check == null) {
            if (!now.isBefore(nextTopicCheck)) {
                topicCheck = KafkaTopic.findId(admin, topic);
            }
        } else if (check.isDone()) {
            topicCheck = null;
            nextTopicCheck = now.plus(TOPIC_CHECK_INTERVAL);
            if (KafkaTopic.isOther(check, positions.topic())) {
                throw new KafkaException("the topic " + topic + " was deleted");
            }
        }
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

    private OptionalLong lag() {
        long notStored = pending.size();
        for (int partition : positions.partitions()) {
            OptionalLong notRead = consumer.currentLag(new TopicPartition(topic, partition));
            if (notRead.isEmpty()) {
                return OptionalLong.empty();
            }
            notStored += notRead.getAsLong();
        }
        return OptionalLong.of(notStored);
    }

    /*
     * Brokers have deleted the records at the position, or an outage has cut off the end of the partition. Reading from
     * the beginning counts nothing twice, because the keys of batches are unique.
     */
    private void reset(Map<TopicPartition, Long> outOfRange) {
        storePending();
        consumer.beginningOffsets(outOfRange.keySet()).forEach((partition, beginning) -> {
            long position = positions.get(partition.partition());
            LOG.error(
                    "Kafka has no record {} of {}: reading continues at record {}. {}",
                    position,
                    partition,
                    beginning,
                    beginning > position
                            ? "The records between them are lost"
                            : "Its end was cut off; records that are read again count once");
            metrics.addLost(Math.max(0, beginning - position));
            var advance = new IntakeOffsetRepository.Advance(partition.partition(), position, beginning, null);
            offsets.update(positions.topic(), List.of(advance));
            positions.apply(List.of(advance));
            consumer.seek(partition, beginning);
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        Set<Integer> numbers = numbers(assigned);
        Map<Integer, IntakeOffsetRepository.StoredOffset> stored = offsets.find(positions.topic(), numbers);
        if (stored.size() < numbers.size()) {
            insertBeginnings(assigned);
            stored = offsets.find(positions.topic(), numbers);
        }
        stored.forEach((partition, offset) -> {
            positions.put(partition, offset.next());
            consumer.seek(
                    new TopicPartition(topic, partition),
                    new OffsetAndMetadata(offset.next(), Optional.ofNullable(offset.leaderEpoch()), ""));
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
        try {
            consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
        } finally {
            admin.close(Duration.ZERO);
            metrics.setAssignment(0, OptionalLong.empty());
        }
    }

    /// Leaves the group without storing the pending records; their next owner reads them again.
    void closeAfterFailure() {
        pending.clear();
        close();
    }
}
