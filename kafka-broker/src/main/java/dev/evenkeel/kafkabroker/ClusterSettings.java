// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.kafkabroker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;

/// The settings of a cluster, from which those of its brokers and clients follow. The ID of a node is its index.
///
/// @param id identifies the cluster's storage, in Kafka's format of UUIDs
/// @param clientPorts one for each broker
/// @param controllerPorts one for each broker
/// @param extra properties of all brokers that take precedence over the defaults of this class
/// @param login what clients and brokers authenticate with
record ClusterSettings(
        String id, List<Integer> clientPorts, List<Integer> controllerPorts, Map<String, String> extra, Login login) {
    private static final String HOST = "127.0.0.1";

    /* A killed broker is replaced one session after its last heartbeat. If it was also the active controller, the
    others elect a new one first. */
    private static final Map<String, String> FAILOVER = Map.of(
            "broker.heartbeat.interval.ms", "300",
            "broker.session.timeout.ms", "2000",
            "controller.quorum.fetch.timeout.ms", "1000",
            "controller.quorum.election.timeout.ms", "500",
            "controller.quorum.election.backoff.max.ms", "500");

    /* Few partitions of internal topics and small buffers, because several brokers share a machine with the tests. */
    private static final Map<String, String> SIZES = Map.of(
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.num.partitions", "4",
            "log.cleaner.dedupe.buffer.size", "8388608");

    int size() {
        return clientPorts.size();
    }

    String bootstrapServers() {
        return clientPorts.stream().map(ClusterSettings::address).collect(Collectors.joining(","));
    }

    Properties brokerProperties(int index, Path data) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(index));
        properties.put("log.dirs", data.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.putAll(FAILOVER);
        properties.putAll(SIZES);
        properties.putAll(replication());
        properties.putAll(listeners(index));
        properties.putAll(login.brokerProperties());
        properties.putAll(extra);
        return properties;
    }

    private Map<String, String> replication() {
        String replicas = Integer.toString(size());
        String inSync = Integer.toString(size() / 2 + 1);
        return Map.of(
                "default.replication.factor", replicas,
                "min.insync.replicas", inSync,
                "offsets.topic.replication.factor", replicas,
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", inSync);
    }

    private Map<String, String> listeners(int index) {
        String client = "CLIENT://" + address(clientPorts.get(index));
        String controller = "CONTROLLER://" + address(controllerPorts.get(index));
        return Map.of(
                "listeners",
                client + "," + controller,
                "advertised.listeners",
                client + "," + controller,
                "inter.broker.listener.name",
                "CLIENT",
                "controller.listener.names",
                "CONTROLLER",
                "listener.security.protocol.map",
                "CLIENT:" + login.protocol() + ",CONTROLLER:PLAINTEXT",
                "controller.quorum.voters",
                IntStream.range(0, size())
                        .mapToObj(node -> node + "@" + address(controllerPorts.get(node)))
                        .collect(Collectors.joining(",")));
    }

    /// Returns the properties of a client of one broker.
    Map<String, Object> clientProperties(int index) {
        Map<String, Object> properties = new HashMap<>(login.clientProperties());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address(clientPorts.get(index)));
        return properties;
    }

    private static String address(int port) {
        return HOST + ":" + port;
    }

    /// How clients, among them the other brokers, authenticate.
    sealed interface Login {
        String protocol();

        Map<String, String> brokerProperties();

        Map<String, String> clientProperties();

        /// No authentication.
        record Anonymous() implements Login {
            @Override
            public String protocol() {
                return "PLAINTEXT";
            }

            @Override
            public Map<String, String> brokerProperties() {
                return Map.of();
            }

            @Override
            public Map<String, String> clientProperties() {
                return Map.of();
            }
        }

        /// SASL with the mechanism PLAIN, and one user.
        record Password(String user, String password) implements Login {
            private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required";

            @Override
            public String protocol() {
                return "SASL_PLAINTEXT";
            }

            @Override
            public Map<String, String> brokerProperties() {
                String accepted = " " + quote("user_" + user) + "=" + quote(password);
                return Map.of(
                        "sasl.enabled.mechanisms", "PLAIN",
                        "sasl.mechanism.inter.broker.protocol", "PLAIN",
                        "listener.name.client.plain.sasl.jaas.config", credentials() + accepted + ";");
            }

            @Override
            public Map<String, String> clientProperties() {
                return Map.of(
                        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                        protocol(),
                        SaslConfigs.SASL_MECHANISM,
                        "PLAIN",
                        SaslConfigs.SASL_JAAS_CONFIG,
                        credentials() + ";");
            }

            private String credentials() {
                return MODULE + " username=" + quote(user) + " password=" + quote(password);
            }

            private static String quote(String text) {
                return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            }
        }
    }
}
