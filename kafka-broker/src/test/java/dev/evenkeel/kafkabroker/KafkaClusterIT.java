// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.kafkabroker;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.kafkabroker.ClusterSettings.Login;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KafkaClusterIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void keepsAcknowledgedMessagesAfterBrokerIsKilled() throws ExecutionException, InterruptedException {
        try (KafkaCluster cluster = KafkaCluster.start(directory, 1);
                TopicClient client = TopicClient.connect(cluster)) {
            assertThat(cluster.size()).isEqualTo(1);
            client.createTopic();
            client.send(0, 100);
            BrokerProcess broker = cluster.broker(0);
            long killed = broker.pid();
            broker.kill();
            assertThat(broker.isAlive()).isFalse();
            broker.start();
            assertThat(broker.pid()).isNotEqualTo(killed);
            assertThat(client.receive(100)).isEqualTo(numbers(0, 100));
        }
    }

    @Test
    void appliesBrokerProperties() throws ExecutionException, InterruptedException {
        Map<String, String> limit = Map.of("message.max.bytes", "2000");
        try (KafkaCluster cluster = KafkaCluster.start(directory, 1, limit);
                TopicClient client = TopicClient.connect(cluster)) {
            client.createTopic();
            assertThatThrownBy(() -> client.send("x".repeat(3_000) + numbers(0, 1_000)))
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void rejectsStartOfRunningBroker() {
        try (KafkaCluster cluster = KafkaCluster.start(directory, 1)) {
            assertThatThrownBy(() -> cluster.broker(0).start()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void replacesKilledLeaderWithoutLossAndLetsItRejoin() throws ExecutionException, InterruptedException {
        try (KafkaCluster cluster = KafkaCluster.start(directory, 3);
                TopicClient client = TopicClient.connect(cluster)) {
            client.createTopic();
            assertThat(client.partition().replicas()).hasSize(3);
            client.send(0, 100);
            Node leader = client.partition().leader();
            BrokerProcess killed = cluster.broker(leader.id());
            killed.kill();
            client.send(100, 200);
            assertThat(client.partition().leader().id()).isNotEqualTo(leader.id());
            assertThat(client.partition().isr()).hasSize(2).doesNotContain(leader);
            killed.start();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(client.partition().isr()).hasSize(3));
            assertThat(client.receive(200)).isEqualTo(numbers(0, 200));
        }
    }

    @Test
    void stopsBrokerWhenOwningJvmIsKilled() throws IOException, InterruptedException {
        Process owner = KafkaClusterOwner.launch(directory);
        String pid = owner.inputReader().readLine();
        assertThat(pid).as("the owner's first line").isNotNull();
        ProcessHandle broker = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        assertThat(isRunning(broker)).isTrue();
        owner.destroyForcibly().waitFor();
        await().atMost(LIMIT).until(() -> !isRunning(broker));
    }

    @Test
    void acceptsOnlyClientsWithThePassword() throws ExecutionException, InterruptedException {
        String password = "p\"a\\s;s 1";
        try (KafkaCluster cluster = KafkaCluster.startWithPassword(directory, "flags", password)) {
            try (TopicClient client =
                    new TopicClient(clientProperties(cluster, new Login.Password("flags", password)))) {
                client.createTopic();
                client.send(0, 10);
                assertThat(client.receive(10)).isEqualTo(numbers(0, 10));
            }
            assertThatThrownBy(() -> clusterId(cluster, new Login.Password("flags", "wrong")))
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
            assertThatThrownBy(() -> clusterId(cluster, new Login.Anonymous()))
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void reportsLogTailWhenBrokerCannotStart() throws IOException {
        Path data = Files.createDirectories(directory.resolve("broker-0/data"));
        try (FileChannel file = FileChannel.open(data.resolve(".lock"), CREATE, WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> KafkaCluster.start(directory, 1))
                    .isInstanceOf(KafkaClusterException.class)
                    .hasMessageContaining("Kafka broker 0 ended with exit code 1 before it was ready.")
                    .hasMessageContaining("Failed to acquire lock on file .lock");
        }
    }

    @Test
    void rejectsUnsupportedNumberOfBrokers() {
        assertThatThrownBy(() -> KafkaCluster.start(directory, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid number of brokers 2. Allowed: 1 or 3.");
    }

    private static String clusterId(KafkaCluster cluster, Login login) throws ExecutionException, InterruptedException {
        Map<String, Object> properties = clientProperties(cluster, login);
        properties.put("request.timeout.ms", 1_000);
        properties.put("default.api.timeout.ms", 2_000);
        try (Admin admin = Admin.create(properties)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static Map<String, Object> clientProperties(KafkaCluster cluster, Login login) {
        Map<String, Object> properties = new HashMap<>(login.clientProperties());
        properties.put("bootstrap.servers", cluster.bootstrapServers());
        return properties;
    }

    /* A process that has ended but was not yet reaped counts as ended. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
