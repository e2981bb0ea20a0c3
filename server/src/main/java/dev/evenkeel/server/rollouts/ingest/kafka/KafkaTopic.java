// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// The topic of batches.
final class KafkaTopic {
    private static final int PARTITIONS = 12;
    private static final int MAX_REPLICAS = 3;

    private KafkaTopic() {}

    /// Returns the topic's id, which is new when a topic is deleted and created again. Creates the topic if it does
    /// not exist: with three replicas, of which two must have a record, or with fewer in a smaller cluster.
    ///
    /// @throws KafkaException when the cluster does not answer or does not allow it
    static Uuid findOrCreate(Admin admin, String name) throws InterruptedException {
        try {
            return describe(admin, name);
        } catch (UnknownTopicOrPartitionException e) {
            create(admin, name);
            return describe(admin, name);
        }
    }

    private static Uuid describe(Admin admin, String name) throws InterruptedException {
        return get(admin.describeTopics(List.of(name)).topicNameValues().get(name))
                .topicId();
    }

    private static void create(Admin admin, String name) throws InterruptedException {
        int brokers = get(admin.describeCluster().nodes()).size();
        int replicas = Math.min(MAX_REPLICAS, brokers);
        NewTopic topic = new NewTopic(name, PARTITIONS, (short) replicas)
                .configs(Map.of(
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        String.valueOf(Math.max(1, replicas - 1)),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(KafkaClientFactory.MAX_RECORD_BYTES)));
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
