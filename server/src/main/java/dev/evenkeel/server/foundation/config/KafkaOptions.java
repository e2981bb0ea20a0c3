// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Kafka cluster with outcome batches.
///
/// @param appends whether the server appends new batches to the topic; otherwise it only reads those that the topic
///     still contains
/// @param bootstrapServers `HOST:PORT` of at least one broker
/// @param topic name of the topic
/// @param clientSettings settings of all Kafka clients, such as those for TLS and SASL; may contain secrets
public record KafkaOptions(
        boolean appends, List<String> bootstrapServers, String topic, Map<String, String> clientSettings) {
    private static final String KAFKA = "kafka";
    private static final List<String> STORES = List.of("postgresql", KAFKA);

    /* The guarantees of the intake depend on them. */
    private static final Set<String> RESERVED = Set.of(
            "acks",
            "allow.auto.create.topics",
            "auto.offset.reset",
            "bootstrap.servers",
            "check.crcs",
            "delivery.timeout.ms",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "group.instance.id",
            "interceptor.classes",
            "group.protocol",
            "key.deserializer",
            "key.serializer",
            "max.in.flight.requests.per.connection",
            "max.poll.interval.ms",
            "partitioner.class",
            "retries",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    public KafkaOptions {
        bootstrapServers = List.copyOf(bootstrapServers);
        clientSettings = Map.copyOf(clientSettings);
    }

    /// Parses the options.
    ///
    /// @param warn receives a warning when other users can read the file of the settings
    /// @return null without bootstrap servers
    /// @throws CommandLineUsageException when a value is invalid
    static @Nullable KafkaOptions parse(ServerOptionValues values, Consumer<String> warn) {
        String store = values.getText(ServerOption.INTAKE);
        if (!STORES.contains(store)) {
            throw values.invalid(ServerOption.INTAKE, String.join(" or ", STORES));
        }
        List<String> servers = parseServers(values);
        if (servers.isEmpty()) {
            requireNoKafka(values, store);
            return null;
        }
        String topic = values.getText(ServerOption.KAFKA_TOPIC);
        if (!topic.matches("[A-Za-z0-9._-]{1,249}") || topic.matches("\\.{1,2}")) {
            throw values.invalid(
                    ServerOption.KAFKA_TOPIC,
                    "1 to 249 letters, digits, dots, hyphens and underscores, such as "
                            + ServerOption.KAFKA_TOPIC.defaultValue());
        }
        return new KafkaOptions(store.equals(KAFKA), servers, topic, readSettings(values, warn));
    }

    private static void requireNoKafka(ServerOptionValues values, String store) {
        String servers = ServerOption.KAFKA_BOOTSTRAP_SERVERS.argument();
        if (store.equals(KAFKA)) {
            throw new CommandLineUsageException(values.nameOf(ServerOption.INTAKE) + " " + KAFKA
                    + " requires a cluster. Add " + servers + " HOST:PORT.");
        }
        Stream.of(ServerOption.KAFKA_TOPIC, ServerOption.KAFKA_CONFIG)
                .filter(values::isSet)
                .findFirst()
                .ifPresent(option -> {
                    throw new CommandLineUsageException(
                            values.nameOf(option) + " requires a cluster. Add " + servers + " HOST:PORT.");
                });
    }

    private static List<String> parseServers(ServerOptionValues values) {
        List<String> servers = values.listTexts(ServerOption.KAFKA_BOOTSTRAP_SERVERS).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .toList();
        servers.stream().filter(server -> !isAddress(server)).findFirst().ifPresent(server -> {
            throw new CommandLineUsageException("Invalid " + values.nameOf(ServerOption.KAFKA_BOOTSTRAP_SERVERS) + " \""
                    + server + "\". Specify the address of a broker, such as kafka-1.example.com:9092.");
        });
        return servers;
    }

    private static boolean isAddress(String server) {
        return server.matches("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[1-9][0-9]{0,4}")
                && Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)) <= ServerOptionValues.MAX_PORT;
    }

    /* Messages omit the values, because they may be secrets. */
    private static Map<String, String> readSettings(ServerOptionValues values, Consumer<String> warn) {
        Path file = values.findPath(ServerOption.KAFKA_CONFIG);
        if (file == null) {
            return Map.of();
        }
        String name = values.nameOf(ServerOption.KAFKA_CONFIG);
        Properties read = new Properties();
        try {
            read.load(new StringReader(SecretFile.read(
                    name, file, "Write one setting per line, such as security.protocol=SASL_SSL.", warn)));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandLineUsageException(
                    name + ": " + file + " is not a Java properties file. Write one setting per line, such as"
                            + " security.protocol=SASL_SSL.");
        }
        Map<String, String> settings = read.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, read::getProperty, (one, other) -> other, TreeMap::new));
        Set<String> reserved = new TreeSet<>(settings.keySet());
        reserved.retainAll(RESERVED);
        if (!reserved.isEmpty()) {
            throw new CommandLineUsageException(name + ": " + file + " sets " + String.join(", ", reserved)
                    + ", which the server sets itself. Remove them from the file.");
        }
        return settings;
    }

    /// Omits the settings.
    @Override
    public String toString() {
        return "KafkaOptions[" + topic + " of " + String.join(",", bootstrapServers) + "]";
    }
}
