// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topic of batches.
final class KafkaTopic {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopic.class);
    private static final int PARTITIONS = 12;
    private static final int MAX_REPLICAS = 3;
    private static final Duration RETENTION = Duration.ofDays(2);
    /* Brokers delete whole segments. */
    private static final Duration SEGMENT = Duration.ofHours(1);

    private KafkaTopic() {}

    /// Returns the topic's id, which is new when a topic is deleted and created again. Creates the topic if it does
    /// not exist: with three replicas, of which two must have a record, or with fewer in a smaller cluster. Warns
    /// if an existing topic can lose batches.
    ///
    /// @throws KafkaException when the cluster does not answer or does not allow it
    static UUID findOrCreate(Admin admin, String name) throws InterruptedException {
        TopicDescription topic;
        try {
            topic = get(describe(admin, name));
        } catch (UnknownTopicOrPartitionException e) {
            create(admin, name);
            topic = get(describe(admin, name));
        }
        int replicas = topic.partitions().getFirst().replicas().size();
        int brokers = countBrokers(admin);
        if (replicas < Math.min(MAX_REPLICAS, brokers)) {
            LOG.warn(
                    "The Kafka topic {} has {} replicas in a cluster of {} brokers. If a broker is lost, accepted batches"
                            + " can be lost with it.",
                    name,
                    replicas,
                    brokers);
        }
        return toUuid(topic);
    }

    /// Requests the topic's id.
    static KafkaFuture<UUID> findId(Admin admin, String name) {
        return describe(admin, name).thenApply(KafkaTopic::toUuid);
    }

    /// Returns whether the topic of a request has another id or does not exist.
    ///
    /// @param found completed request
    static boolean isOther(KafkaFuture<UUID> found, UUID id) {
        try {
            return !id.equals(found.get());
        } catch (ExecutionException e) {
            return e.getCause() instanceof UnknownTopicOrPartitionException;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static UUID toUuid(TopicDescription topic) {
        return new UUID(
                topic.topicId().getMostSignificantBits(), topic.topicId().getLeastSignificantBits());
    }

    private static KafkaFuture<TopicDescription> describe(Admin admin, String name) {
        return Objects.requireNonNull(
                admin.describeTopics(List.of(name)).topicNameValues().get(name));
    }

    private static int countBrokers(Admin admin) throws InterruptedException {
        return get(admin.describeCluster().nodes()).size();
    }

    private static void create(Admin admin, String name) throws InterruptedException {
        int replicas = Math.min(MAX_REPLICAS, countBrokers(admin));
        NewTopic topic = new NewTopic(name, PARTITIONS, (short) replicas)
                .configs(Map.of(
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        String.valueOf(Math.max(1, replicas - 1)),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(KafkaClientFactory.MAX_RECORD_BYTES),
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        "producer",
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(RETENTION.toMillis()),
                        TopicConfig.SEGMENT_MS_CONFIG,
                        String.valueOf(SEGMENT.toMillis())));
        try {
            get(admin.createTopics(List.of(topic)).values().get(name));
        } catch (TopicExistsException e) {
            /* Another server was faster. */
        }
    }

    private static <T> T get(@Nullable KafkaFuture<T> future) throws InterruptedException {
        try {
            return Objects.requireNonNull(future).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }
}
