// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.kafkabroker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A client that creates, writes and reads one topic with one partition.
final class TopicClient implements AutoCloseable {
    private static final String TOPIC = "orders";

    private final Map<String, Object> connection;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    /// @param connection addresses of the cluster, and authentication
    TopicClient(Map<String, Object> connection) {
        this.connection = Map.copyOf(connection);
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        this.admin = Admin.create(this.connection);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    static TopicClient connect(KafkaCluster cluster) {
        return new TopicClient(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    /// Creates the topic with the cluster's default number of replicas.
    void createTopic() throws ExecutionException, InterruptedException {
        admin.createTopics(Set.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                .all()
                .get();
    }

    TopicPartitionInfo partition() throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> topics =
                admin.describeTopics(Set.of(TOPIC)).allTopicNames().get();
        return requireNonNull(topics.get(TOPIC)).partitions().getFirst();
    }

    /// Sends the numbers of a range, and waits until all in-sync replicas have acknowledged all.
    void send(int from, int to) throws ExecutionException, InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        for (int number = from; number < to; number++) {
            sent.add(producer.send(new ProducerRecord<>(TOPIC, Integer.toString(number))));
        }
        for (Future<?> acknowledgement : sent) {
            acknowledgement.get();
        }
    }

    void send(String value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }

    /// Returns the first values of the topic, as a new consumer group receives them.
    List<String> receive(int count) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, "readers");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(Set.of(TOPIC));
            while (values.size() < count) {
                consumer.poll(Duration.ofMillis(500)).forEach(message -> values.add(message.value()));
            }
            consumer.commitSync();
        }
        return values;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
    }
}
