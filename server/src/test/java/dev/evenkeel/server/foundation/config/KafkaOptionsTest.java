// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KafkaOptionsTest {
    @TempDir
    Path folder;

    @Test
    void doesNotUseKafkaWithoutBootstrapServers() {
        assertThat(parse()).isNull();
        assertThat(parse("--intake", "postgresql")).isNull();
    }

    @Test
    void parsesBootstrapServersAndTopic() {
        assertThat(parse("--intake", "kafka", "--kafka-bootstrap-servers", "a:9092, b.example:9093,[::1]:9094"))
                .isEqualTo(new KafkaOptions(
                        true, List.of("a:9092", "b.example:9093", "[::1]:9094"), "evenkeel-outcomes", Map.of()));
        assertThat(parse(
                        "--kafka-bootstrap-servers",
                        "a:1",
                        "--kafka-bootstrap-servers",
                        "b:65535",
                        "--kafka-topic",
                        "t.1"))
                .isEqualTo(new KafkaOptions(false, List.of("a:1", "b:65535"), "t.1", Map.of()));
    }

    @Test
    void readsClientSettingsFromFileAndHidesThemInToString() throws IOException {
        KafkaOptions options = Objects.requireNonNull(
                parse(
                        "--kafka-bootstrap-servers",
                        "a:9092",
                        "--kafka-config",
                        file(
                                "security.protocol=SASL_SSL\n# comment\nsasl.jaas.config=Module required \\\n  password=\"x\";\n")));
        assertThat(options.clientSettings())
                .isEqualTo(
                        Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "Module required password=\"x\";"));
        assertThat(options).hasToString("KafkaOptions[evenkeel-outcomes of a:9092]");
    }

    @Test
    void rejectsInvalidIntake() {
        assertRejected("Invalid --intake \"rabbit\". Specify postgresql or kafka.", "--intake", "rabbit");
    }

    @Test
    void requiresBootstrapServers() {
        assertRejected(
                "--intake kafka requires a cluster. Add --kafka-bootstrap-servers HOST:PORT.", "--intake", "kafka");
        assertRejected(
                "--kafka-topic requires a cluster. Add --kafka-bootstrap-servers HOST:PORT.", "--kafka-topic", "t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:0", "a:70000", "a:9092,", "http://a:9092", "a b:1"})
    void rejectsInvalidBootstrapServers(String servers) {
        assertRejected(
                "Specify the address of a broker, such as kafka-1.example.com:9092.",
                "--kafka-bootstrap-servers",
                servers);
    }

    @ParameterizedTest
    @MethodSource("invalidTopics")
    void rejectsInvalidTopic(String topic) {
        assertRejected(
                "Specify 1 to 249 letters, digits, dots, hyphens and underscores, such as evenkeel-outcomes.",
                "--kafka-bootstrap-servers",
                "a:9092",
                "--kafka-topic",
                topic);
    }

    private static List<String> invalidTopics() {
        return List.of("", "..", "a/b", "x".repeat(250));
    }

    @Test
    void rejectsSettingsManagedByServer() throws IOException {
        String file = file("acks=1\ngroup.id=mine\nsasl.jaas.config=secret\n");
        assertRejected(
                "sets acks, group.id, which the server sets itself. Remove them from the file.",
                "--kafka-bootstrap-servers",
                "a:9092",
                "--kafka-config",
                file);
    }

    @Test
    void rejectsMalformedPropertiesFile() throws IOException {
        assertRejected(
                "is not a Java properties file",
                "--kafka-bootstrap-servers",
                "a:9092",
                "--kafka-config",
                file("password=\\u12"));
    }

    @Test
    void rejectsMissingPropertiesFile() {
        assertRejected(
                "does not exist. Write one setting per line, such as security.protocol=SASL_SSL.",
                "--kafka-bootstrap-servers",
                "a:9092",
                "--kafka-config",
                folder.resolve("absent").toString());
    }

    private String file(String content) throws IOException {
        Path file = Files.createTempFile(folder, "client", ".properties");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(file, content).toString();
    }

    private static void assertRejected(String message, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("secret");
    }

    private static @Nullable KafkaOptions parse(String... arguments) {
        return ServerCommandLineParser.parse(List.of(arguments), Map.of()).kafka();
    }
}
