// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.kafkabroker;

import dev.evenkeel.kafkabroker.ClusterSettings.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/// An Apache Kafka cluster of broker processes on loopback.
///
/// Every process is a broker and a controller. With three brokers, topics have three replicas by default, and a
/// record produced with `acks=all` is stored by at least two; with one broker, one replica. Topics are not created
/// automatically. A killed broker is replaced as leader after about 3 s. The processes end when this JVM ends, also
/// when it is killed. Thread-safe.
public final class KafkaCluster implements AutoCloseable {
    private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final int REQUEST_MILLIS = 5_000;
    private static final int POLL_MILLIS = 20;

    private final ClusterSettings settings;
    private final List<BrokerProcess> brokers;

    private KafkaCluster(ClusterSettings settings, List<BrokerProcess> brokers) {
        this.settings = settings;
        this.brokers = List.copyOf(brokers);
    }

    /// Starts brokers with their data below a directory, and returns when all serve. Uses existing data of a cluster
    /// with the same number of brokers, with other ports.
    ///
    /// @param directory where each broker has a folder; created if it does not exist
    /// @param brokers 1 or 3
    /// @throws KafkaClusterException if a broker does not serve within 120 s; the message contains its last log
    /// lines
    public static KafkaCluster start(Path directory, int brokers) {
        return start(directory, brokers, Map.of());
    }

    /// Starts brokers with additional properties, which take precedence over those of this class.
    ///
    /// @param extraBrokerProperties must not change listeners and their security
    /// @see #start(Path, int)
    public static KafkaCluster start(Path directory, int brokers, Map<String, String> extraBrokerProperties) {
        return start(directory, brokers, extraBrokerProperties, new Login.Anonymous());
    }

    /// Starts one broker whose clients must authenticate by SASL with the mechanism PLAIN, without TLS.
    ///
    /// @see #start(Path, int)
    public static KafkaCluster startWithPassword(Path directory, String user, String password) {
        return start(directory, 1, Map.of(), new Login.Password(user, password));
    }

    private static KafkaCluster start(Path directory, int brokers, Map<String, String> extra, Login login) {
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("Invalid number of brokers " + brokers + ". Allowed: 1 or 3.");
        }
        KafkaCluster cluster;
        try {
            cluster = prepare(directory.toAbsolutePath(), brokers, Map.copyOf(extra), login);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the files of a Kafka cluster to " + directory, e);
        }
        try {
            cluster.startStoppedBrokers();
            return cluster;
        } catch (RuntimeException e) {
            cluster.killAll();
            throw e;
        }
    }

    private static KafkaCluster prepare(Path directory, int size, Map<String, String> extra, Login login)
            throws IOException {
        Files.createDirectories(directory);
        List<Integer> ports = LoopbackPorts.findFree(2 * size);
        ClusterSettings settings = new ClusterSettings(
                clusterId(directory), ports.subList(0, size), ports.subList(size, 2 * size), extra, login);
        List<BrokerProcess> brokers = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            Path folder = Files.createDirectories(directory.resolve("broker-" + index));
            try (Writer writer = Files.newBufferedWriter(BrokerProcess.propertiesFile(folder))) {
                settings.brokerProperties(index, folder.resolve("data")).store(writer, null);
            }
            brokers.add(new BrokerProcess(index, folder, settings));
        }
        return new KafkaCluster(settings, brokers);
    }

    private static String clusterId(Path directory) throws IOException {
        Path file = directory.resolve("cluster-id");
        if (!Files.exists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file);
    }

    /// Returns the addresses of all brokers, in the order of their index, as `127.0.0.1:p1,127.0.0.1:p2`.
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /// Returns the number of brokers, running or not.
    public int size() {
        return brokers.size();
    }

    /// Returns a broker.
    ///
    /// @param index from 0; also the node ID by which Kafka names the broker, for example as
    ///     the leader of a partition
    public BrokerProcess broker(int index) {
        return brokers.get(index);
    }

    /// Starts all brokers that are not running, at the same time, and returns when all are registered and serve.
    ///
    /// @throws KafkaClusterException if a broker does not serve within 120 s; the message contains its last log
    /// lines
    public void startStoppedBrokers() {
        List<BrokerProcess> stopped =
                brokers.stream().filter(broker -> !broker.isAlive()).toList();
        stopped.forEach(BrokerProcess::launch);
        stopped.forEach(BrokerProcess::awaitServing);
        awaitRegistration();
    }

    /* Each broker is admitted by the controller now; this also awaits that clients see all of them. */
    private void awaitRegistration() {
        Map<String, Object> properties = settings.clientProperties(0);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REGISTRATION_LIMIT.toMillis());
        long end = System.nanoTime() + REGISTRATION_LIMIT.toNanos();
        try (Admin admin = Admin.create(properties)) {
            int registered = 0;
            while (registered < size()) {
                registered = admin.describeCluster().nodes().get().size();
                if (registered < size()) {
                    if (System.nanoTime() - end > 0) {
                        throw new KafkaClusterException(registered + " of " + size()
                                + " Kafka brokers are registered after " + REGISTRATION_LIMIT.toSeconds() + " s. "
                                + brokers.getFirst().logTail());
                    }
                    Thread.sleep(POLL_MILLIS);
                }
            }
        } catch (ExecutionException e) {
            throw new KafkaClusterException(
                    "Kafka broker 0 does not answer. " + brokers.getFirst().logTail(), e);
        } catch (InterruptedException e) {
            throw BrokerProcess.interrupted(e);
        }
    }

    /// Stops all processes. Kills those that have not ended after 5 s, and also the last of three: without a majority
    /// of the controllers it cannot shut down in order. The data stays, with all acknowledged records.
    @Override
    public void close() {
        brokers.forEach(BrokerProcess::requestStop);
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        try {
            while (countRunning() > size() / 2 && System.nanoTime() - end < 0) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            throw BrokerProcess.interrupted(e);
        } finally {
            killAll();
        }
    }

    private long countRunning() {
        return brokers.stream().filter(BrokerProcess::isAlive).count();
    }

    private void killAll() {
        brokers.forEach(BrokerProcess::kill);
    }
}
