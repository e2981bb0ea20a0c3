// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.batch;
import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.kafkabroker.KafkaCluster;
import dev.evenkeel.server.ServerProcess;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.config.KafkaOptions;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import dev.evenkeel.server.rollouts.ingest.BatchSender;
import dev.evenkeel.server.rollouts.ingest.ReceivedBatch;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Intake of batches through a real Kafka broker.
final class KafkaIntakeIT {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static KafkaCluster cluster;

    @BeforeAll
    static void start() {
        cluster = KafkaCluster.start(folder.resolve("kafka"), 1);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void countsBatchOnceWhenSentTwice() {
        try (TestServer server = TestServer.start(options(newTopic()))) {
            for (long sequence = 1; sequence <= 3; sequence++) {
                assertAccepted(post(server, batch("repeats", sequence, plain("checkout", "on", 10))));
                assertAccepted(post(server, batch("repeats", sequence, plain("checkout", "on", 10))));
            }
            await().untilAsserted(() -> assertThat(sample(server, "evenkeel_kafka_records_total{result=\"stored\"}"))
                    .isEqualTo(3));
            await().untilAsserted(() -> assertThat(sample(server, "evenkeel_kafka_records_total{result=\"duplicate\"}"))
                    .isEqualTo(3));
            assertThat(counts(server)).containsExactly(Map.entry("repeats", 30L));
            await().untilAsserted(() ->
                    assertThat(sample(server, "evenkeel_kafka_lag")).isZero());
            assertThat(sample(server, "evenkeel_kafka_assigned_partitions")).isEqualTo(12);
        }
    }

    @Test
    void storesManyBatchesInOneTransaction() {
        try (TestServer server = TestServer.start(options(newTopic()))) {
            for (int process = 0; process < 200; process++) {
                assertAccepted(post(server, batch("process-" + process, 1, plain("checkout", "on", 1))));
            }
            await().untilAsserted(() -> assertThat(counts(server)).hasSize(200));
            assertThat(sample(server, "evenkeel_intake_batches_total")).isEqualTo(200);
            assertThat(sample(server, "evenkeel_intake_transactions_total")).isLessThan(50);
        }
    }

    @Test
    void quarantinesInvalidRecordsWithoutBlockingOthers() throws Exception {
        String topic = newTopic();
        try (TestServer server = TestServer.start(options(topic))) {
            server.bean(JdbcClient.class)
                    .sql("alter table outcome_batch add constraint refused check (instance <> 'refused')")
                    .update();
            assertAccepted(post(server, batch("before", 1, plain("checkout", "on", 1))));
            produce(topic, Json.of("{'instance':"), true);
            produce(topic, "{}", false);
            assertAccepted(post(server, batch("refused", 1, plain("checkout", "on", 1))));
            for (int process = 0; process < 20; process++) {
                assertAccepted(post(server, batch("after-" + process, 1, plain("checkout", "on", 1))));
            }
            await().untilAsserted(() -> assertThat(counts(server)).hasSize(21));
            await().untilAsserted(
                            () -> assertThat(sample(server, "evenkeel_quarantined_rows{table=\"topic " + topic + "\"}"))
                                    .isEqualTo(3));
            assertThat(sample(server, "evenkeel_kafka_records_total{result=\"quarantined\"}"))
                    .isEqualTo(3);
            assertThat(server.bean(JdbcClient.class)
                            .sql("select reason from quarantined_row")
                            .query(String.class)
                            .list())
                    .hasSize(3)
                    .anyMatch(reason -> reason.contains("refused"))
                    .anyMatch(reason -> reason.contains("environment"));
        }
    }

    @Test
    void rebalancesPartitionsWhenServerJoinsOrLeaves() {
        String topic = newTopic();
        try (TestServer first = TestServer.start(options(topic))) {
            await().untilAsserted(() -> assertThat(sample(first, "evenkeel_kafka_assigned_partitions"))
                    .isEqualTo(12));
            long sequence = 0;
            try (TestServer second = TestServer.startOnDatabase(first.databaseUrl(), List.of(withAccess(topic)))) {
                do {
                    assertAccepted(post(first, batch("joins", ++sequence, plain("checkout", "on", 1))));
                    assertAccepted(post(second, batch("joins-too", sequence, plain("checkout", "on", 1))));
                } while (sample(second, "evenkeel_kafka_assigned_partitions") < 6);
                assertThat(sample(first, "evenkeel_kafka_assigned_partitions")).isLessThanOrEqualTo(12);
            }
            await().untilAsserted(() -> assertThat(sample(first, "evenkeel_kafka_assigned_partitions"))
                    .isEqualTo(12));
            long sent = sequence;
            await().untilAsserted(() -> assertThat(counts(first))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("joins", sent, "joins-too", sent)));
        }
    }

    @Test
    void losesNoAcceptedBatchWhenServerIsKilled() throws Exception {
        String topic = newTopic();
        try (TestServer survivor = TestServer.start(options(topic))) {
            int accepted = 0;
            try (ServerProcess killed = ServerProcess.start(
                    folder, concat(List.of("--port", "0", "--database-url", survivor.databaseUrl()), options(topic)))) {
                await().until(killed::isReady);
                await().untilAsserted(() -> assertThat(sample(survivor, "evenkeel_kafka_assigned_partitions"))
                        .isEqualTo(6));
                for (; accepted < 60; accepted++) {
                    assertAccepted(post(survivor, batch("process-" + accepted, 1, plain("checkout", "on", 1))));
                }
                killed.process().destroyForcibly().waitFor();
            }
            await().untilAsserted(() -> assertThat(counts(survivor)).hasSize(60).containsValue(1L));
            assertThat(counts(survivor).values()).allMatch(calls -> calls == 1);
        }
    }

    @Test
    void rejectsBatchesWhileKafkaClusterIsUnavailable() {
        Path data = folder.resolve("other");
        try (KafkaCluster other = KafkaCluster.start(data, 1);
                TestServer server = TestServer.start(options(newTopic(), other))) {
            assertAccepted(post(server, batch("away", 1, plain("checkout", "on", 1))));
            await().untilAsserted(() -> assertThat(counts(server)).containsEntry("away", 1L));
            other.broker(0).kill();
            HttpResponse<String> refused = post(server, batch("away", 2, plain("checkout", "on", 1)));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(TestServer.json(refused).path("code").stringValue()).isEqualTo("batch-log-unavailable");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            other.broker(0).start();
            await().untilAsserted(() -> assertAccepted(post(server, batch("away", 2, plain("checkout", "on", 1)))));
            await().untilAsserted(() -> assertThat(counts(server)).containsEntry("away", 2L));
        }
    }

    @Test
    void readsKafkaPasswordFromConfigFile() throws Exception {
        Path settings = Files.writeString(folder.resolve("client.properties"), """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
                    username="evenkeel" password="a password";
                """);
        try (KafkaCluster secured =
                        KafkaCluster.startWithPassword(folder.resolve("secured"), "evenkeel", "a password");
                TestServer server = TestServer.start(
                        concat(List.of("--kafka-config", settings.toString()), options(newTopic(), secured)))) {
            assertAccepted(post(server, batch("secured", 1, plain("checkout", "on", 1))));
            await().untilAsserted(() -> assertThat(counts(server)).containsEntry("secured", 1L));
            assertThat(server.output()).doesNotContain("a password");
        }
    }

    @Test
    void consumesTopicAfterSwitchingIntakeBackToPostgresql() throws Exception {
        String topic = newTopic();
        String database;
        try (TestServer before = TestServer.start(options(topic))) {
            database = before.databaseUrl();
            assertAccepted(post(before, batch("moved", 1, plain("checkout", "on", 1))));
            await().untilAsserted(() -> assertThat(counts(before)).containsEntry("moved", 1L));
        }
        produce(topic, batch("moved", 2, plain("checkout", "on", 10)));
        List<String> back = new ArrayList<>(List.of(withAccess(topic)));
        back.addAll(List.of("--intake", "postgresql"));
        try (TestServer after = TestServer.startOnDatabase(database, back)) {
            assertAccepted(post(after, batch("moved", 3, plain("checkout", "on", 100))));
            assertThat(counts(after).get("moved")).isGreaterThanOrEqualTo(101);
            await().untilAsserted(() -> assertThat(counts(after)).containsEntry("moved", 111L));
        }
    }

    @Test
    void countsRecordsDeletedByBrokersAsLost() throws Exception {
        String topic = newTopic();
        String database;
        try (TestServer before = TestServer.start(options(topic))) {
            database = before.databaseUrl();
            assertAccepted(post(before, batch("lost", 1, plain("checkout", "on", 1))));
            await().untilAsserted(() -> assertThat(counts(before)).containsEntry("lost", 1L));
        }
        for (long sequence = 2; sequence <= 4; sequence++) {
            produce(topic, batch("lost", sequence, plain("checkout", "on", 1)));
        }
        deleteRecordsOfAllPartitions(topic);
        produce(topic, batch("lost", 5, plain("checkout", "on", 100)));
        try (TestServer after = TestServer.startOnDatabase(database, List.of(withAccess(topic)))) {
            await().untilAsserted(() -> assertThat(counts(after)).containsEntry("lost", 101L));
            assertThat(sample(after, "evenkeel_kafka_lost_records_total")).isEqualTo(3);
        }
    }

    @Test
    void storesNothingFromConsumerThatLostItsPartition() {
        try (TestServer server = TestServer.start()) {
            UUID topic = UUID.randomUUID();
            server.bean(IntakeOffsetRepository.class).insertMissing(topic, Map.of(0, 0L));
            LogRecordStore store = server.bean(LogRecordStore.class);
            PartitionOffsets successor = new PartitionOffsets(topic);
            successor.put(0, 0);
            PartitionOffsets predecessor = new PartitionOffsets(topic);
            predecessor.put(0, 0);
            store.store(List.of(record(0, batch("fenced", 1, plain("checkout", "on", 1)))), successor);
            assertThatThrownBy(() -> store.store(
                            List.of(
                                    record(0, batch("fenced", 1, plain("checkout", "on", 1))),
                                    record(1, batch("fenced", 2, plain("checkout", "on", 1)))),
                            predecessor))
                    .isInstanceOf(StaleOffsetException.class);
            assertThat(counts(server)).containsExactly(Map.entry("fenced", 1L));
            assertThat(successor.get(0)).isEqualTo(1);
            assertThat(predecessor.get(0)).isZero();
        }
    }

    @Test
    void storesBatchWhenAnotherSenderUsesSameSequence() {
        try (TestServer server = TestServer.start()) {
            UUID topic = UUID.randomUUID();
            server.bean(IntakeOffsetRepository.class).insertMissing(topic, Map.of(0, 0L));
            LogRecordStore store = server.bean(LogRecordStore.class);
            PartitionOffsets positions = new PartitionOffsets(topic);
            positions.put(0, 0);
            OutcomeBatch first = batch("shared", 1, plain("checkout", "on", 1));
            store.store(List.of(record(0, first, HashedSecret.of("own"))), positions);
            store.store(
                    List.of(
                            record(1, batch("shared", 2, plain("checkout", "on", 100)), HashedSecret.of("other")),
                            record(2, batch("shared", 2, plain("checkout", "on", 10)), HashedSecret.of("own"))),
                    positions);
            assertThat(counts(server)).containsExactly(Map.entry("shared", 11L));
            assertThat(positions.get(0)).isEqualTo(3);
        }
    }

    @Test
    void recreatesAndConsumesTopicAfterDeletion() throws Exception {
        String topic = newTopic();
        try (TestServer server = TestServer.start(options(topic))) {
            assertAccepted(post(server, batch("again", 1, plain("checkout", "on", 1))));
            await().untilAsserted(() -> assertThat(counts(server)).containsEntry("again", 1L));
            try (Admin admin = clients(topic).createAdmin()) {
                admin.deleteTopics(List.of(topic)).all().get();
            }
            await().untilAsserted(() -> assertAccepted(post(server, batch("again", 2, plain("checkout", "on", 10)))));
            await().untilAsserted(() -> assertThat(counts(server)).containsEntry("again", 11L));
        }
    }

    private static LogRecord record(long offset, OutcomeBatch batch) {
        return record(offset, batch, null);
    }

    private static LogRecord record(long offset, OutcomeBatch batch, @Nullable HashedSecret secret) {
        ProducerRecord<byte[], byte[]> sent =
                BatchRecordCodec.encode("topic", received(batch, secret), WireCodec.encode(batch));
        return LogRecord.of(new ConsumerRecord<>(
                "topic",
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty()));
    }

    private static ReceivedBatch received(OutcomeBatch batch, @Nullable HashedSecret secret) {
        return new ReceivedBatch(
                "default", batch, new BatchSender(secret, false), Instant.parse("2026-12-01T10:00:00Z"));
    }

    private static String newTopic() {
        return "outcomes-" + TOPICS.incrementAndGet();
    }

    private static String[] options(String topic) {
        return options(topic, cluster);
    }

    private static String[] options(String topic, KafkaCluster brokers) {
        return new String[] {
            "--intake", "kafka", "--kafka-bootstrap-servers", brokers.bootstrapServers(), "--kafka-topic", topic
        };
    }

    private static String[] withAccess(String topic) {
        return concat(
                List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY), options(topic));
    }

    private static String[] concat(List<String> first, String[] more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static KafkaClientFactory clients(String topic) {
        return new KafkaClientFactory(new KafkaOptions(true, List.of(cluster.bootstrapServers()), topic, Map.of()));
    }

    private static void produce(String topic, OutcomeBatch batch) throws Exception {
        produce(BatchRecordCodec.encode(topic, received(batch, null), WireCodec.encode(batch)));
    }

    private static void produce(String topic, String value, boolean hasEnvironment) throws Exception {
        var record = new ProducerRecord<byte[], byte[]>(topic, 0, new byte[0], value.getBytes(StandardCharsets.UTF_8));
        if (hasEnvironment) {
            record.headers().add("environment", "default".getBytes(StandardCharsets.UTF_8));
        }
        produce(record);
    }

    private static void produce(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (Producer<byte[], byte[]> producer = clients(record.topic()).createProducer()) {
            producer.send(record).get();
        }
    }

    private static void deleteRecordsOfAllPartitions(String topic) throws Exception {
        try (Admin admin = clients(topic).createAdmin()) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (int partition = 0; partition < 12; partition++) {
                all.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get();
        }
    }

    private static HttpResponse<String> post(TestServer server, OutcomeBatch batch) {
        return server.send(server.asSdk("/sdk/v1/outcomes")
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofByteArray(WireCodec.encode(batch))));
    }

    private static void assertAccepted(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Json.of("{'accepted':true}"));
    }

    private static Map<String, Long> counts(TestServer server) {
        Map<String, Long> calls = new HashMap<>();
        server.bean(JdbcClient.class)
                .sql("select instance, sum(calls)::bigint as calls from outcome_batch group by instance")
                .query(row -> {
                    calls.put(row.getString("instance"), row.getLong("calls"));
                });
        return calls;
    }

    private static double sample(TestServer server, String name) {
        return server.send(server.asAdmin("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
