// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerCommandLineParserTest {
    private static ServerStartOptions parse(List<String> arguments) {
        return ServerCommandLineParser.parse(arguments, Map.of());
    }

    @Test
    void usesDefaultsWithoutOptions() {
        ServerStartOptions options = parse(List.of());
        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.syncPort()).isNull();
        assertThat(options.environment()).isEqualTo("default");
        assertThat(options.databaseUrl()).isNull();
        assertThat(options.flagFiles()).isEmpty();
    }

    @Test
    void parsesBothOptionFormsAndPreservesFlagFileOrder() {
        ServerStartOptions options = parse(List.of("--port=0", "--flags", "a.json", "--flags=b.json"));
        assertThat(options.port()).isZero();
        assertThat(options.flagFiles()).containsExactly(Path.of("a.json"), Path.of("b.json"));
    }

    @Test
    void parsesAuditHeadOptions() {
        assertThat(parse(List.of()).audit()).isEqualTo(new AuditHeadOptions(null, null, Duration.ofMinutes(1), null));
        assertThat(parse(List.of(
                                "--audit-head-file=h.jsonl",
                                "--audit-head-url=https://witness.example/heads",
                                "--audit-head-interval=PT10S",
                                "--audit-signing-key-file=k.pem"))
                        .audit())
                .isEqualTo(new AuditHeadOptions(
                        Path.of("h.jsonl"),
                        URI.create("https://witness.example/heads"),
                        Duration.ofSeconds(10),
                        Path.of("k.pem")));
    }

    @Test
    void hidesCredentialsOfInvalidAuditHeadUrl() {
        assertThatThrownBy(() -> parse(List.of("--audit-head-url", "https://user:secret@witness.example")))
                .hasMessageNotContaining("secret@");
    }

    @Test
    void parsesRetentionOptions() {
        assertThat(parse(List.of()).retention())
                .isEqualTo(new RetentionOptions(
                        Duration.ofDays(7), Duration.ofDays(180), Duration.ofDays(800), Duration.ofDays(30)));
        assertThat(parse(List.of(
                                "--batch-retention=P1D",
                                "--tick-retention=P400D",
                                "--aggregate-retention=P400D",
                                "--event-retention=P1D"))
                        .retention())
                .isEqualTo(new RetentionOptions(
                        Duration.ofDays(1), Duration.ofDays(400), Duration.ofDays(400), Duration.ofDays(1)));
    }

    @Test
    void rejectsTickRetentionAboveAggregateRetention() {
        assertThatThrownBy(() -> parse(List.of("--tick-retention", "P801D")))
                .hasMessageContaining("--aggregate-retention");
    }

    @Test
    void parsesReasonForRestoredFromBackup() {
        assertThat(parse(List.of()).restoreReason()).isNull();
        assertThat(parse(List.of("--restored-from-backup", "disk of db1 failed"))
                        .restoreReason())
                .isEqualTo("disk of db1 failed");
    }

    @Test
    void rejectsBlankRestoreReason() {
        assertThatThrownBy(() -> parse(List.of("--restored-from-backup", " "))).hasMessageContaining("reason");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--prot 1",
                "serve",
                "--port",
                "--port x",
                "--port 65536",
                "--port -1",
                "--sync-port",
                "--sync-port x",
                "--sync-port 65536",
                "--admin-token sch\u00f6n",
                "--sdk-key not-so-long --host 0.0.0.0",
                "--environment a/b",
                "--database-url postgres://db",
                "--prometheus-url prometheus.example",
                "--public-url keel.example",
                "--public-url https://user@keel.example",
                "--audit-head-url ftp://witness.example",
                "--audit-head-url https://user:secret@witness.example",
                "--audit-head-interval PT1M",
                "--audit-head-interval PT0.5S --audit-head-file x",
                "--audit-head-interval P2D --audit-head-file x",
                "--audit-head-interval soon --audit-head-file x",
                "--batch-retention PT23H",
                "--batch-retention 7",
                "--tick-retention P4001D",
                "--aggregate-retention P29D",
                "--aggregate-retention P179D",
                "--event-retention P401D",
                "--salt-retention P3651D",
                "--salt-retention 30",
                "--trusted-proxy proxy.example",
                "--trusted-proxy 10.0.0.0/33",
                "--tls-cert absent.pem",
                "--tls-key absent.pem",
                "--restored-from-backup"
            })
    void rejectsInvalidArgumentsAndNamesOption(String line) {
        assertThatThrownBy(() -> parse(List.of(line.split(" "))))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining(line.split(" ")[0]);
    }

    @Test
    void parsesPublicUrl() {
        assertThat(parse(List.of("--public-url", "https://keel.example/base/")).publicUrl())
                .hasToString("https://keel.example/base/");
        assertThat(parse(List.of()).publicUrl()).isNull();
    }

    @Test
    void trustsOnlyLoopbackProxiesByDefault() {
        assertThat(parse(List.of()).trustedProxies()).containsExactly("127.0.0.0/8", "0:0:0:0:0:0:0:1/128");
        assertThat(ServerCommandLineParser.parse(List.of(), Map.of("EVENKEEL_TRUSTED_PROXY", "10.0.0.5,10.1.0.0/16"))
                        .trustedProxies())
                .containsExactly("10.0.0.5/32", "10.1.0.0/16");
    }

    @Test
    void isHttpsOnlyForHttpsPublicUrl() {
        assertThat(parse(List.of("--public-url=https://keel.example")).isHttpsOnly())
                .isTrue();
        assertThat(parse(List.of("--public-url=http://keel.example")).isHttpsOnly())
                .isFalse();
    }

    @Test
    void parsesSyncPort() {
        assertThat(parse(List.of("--sync-port", "0")).syncPort()).isZero();
    }

    @Test
    void acceptsShortSecretsOnLoopback() {
        ServerStartOptions options = parse(List.of("--admin-token", "SECRET", "--sdk-key", "KEY"));
        assertThat(options.sdkKey()).isEqualTo("KEY");
    }

    @Test
    void hidesSecretsInToString() {
        ServerStartOptions options = parse(List.of("--admin-token", "top-secret-1", "--sdk-key", "top-secret-2"));
        assertThat(options.toString()).doesNotContain("top-secret");
    }

    private static Path file(Path folder, String yaml) throws IOException {
        return Files.writeString(folder.resolve("server.yaml"), yaml);
    }

    @ParameterizedTest
    @EnumSource
    void everyOptionHasVariableConfigFileKeyAndUsageText(ServerOption option) {
        assertThat(option.variable()).matches("EVENKEEL_[A-Z_]+");
        assertThat(ServerOption.findByKey(option.argument().substring(2))).contains(option);
        assertThat(ServerUsageText.format()).contains(option.label());
        assertThat(ServerUsageText.format().lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void argumentsOverrideVariablesAndVariablesOverrideFile(@TempDir Path folder) throws IOException {
        Path config = file(folder, """
                evenkeel:
                  port: 1
                  sync-port: 1
                  host: localhost
                  flags: [a.json, b.json]
                evenkeel.tick-retention: P90D
                """);
        ServerStartOptions options = ServerCommandLineParser.parse(
                List.of("--config", config.toString(), "--port=3"),
                Map.of("EVENKEEL_PORT", "2", "EVENKEEL_SYNC_PORT", "2", "EVENKEEL_TOKEN", "of the CLI"));
        assertThat(options.port()).isEqualTo(3);
        assertThat(options.syncPort()).isEqualTo(2);
        assertThat(options.host()).isEqualTo("localhost");
        assertThat(options.flagFiles()).containsExactly(Path.of("a.json"), Path.of("b.json"));
        assertThat(options.retention().ticks()).isEqualTo(Duration.ofDays(90));
        assertThat(options.warnings()).isEmpty();
        assertThat(ServerCommandLineParser.parse(List.of(), Map.of("EVENKEEL_CONFIG", config.toString()))
                        .port())
                .isEqualTo(1);
    }

    @Test
    void splitsVariableValuesAtCommas() {
        ServerStartOptions options = ServerCommandLineParser.parse(
                List.of(), Map.of("EVENKEEL_FLAGS", "a.json, b.json", "EVENKEEL_HOST", ""));
        assertThat(options.flagFiles()).containsExactly(Path.of("a.json"), Path.of("b.json"));
        assertThat(options.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void ignoresPortVariableSetByKubernetes() {
        assertThat(ServerCommandLineParser.parse(List.of(), Map.of("EVENKEEL_PORT", "tcp://10.0.0.1:80"))
                        .port())
                .isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource({
        "EVENKEEL_PORT, x",
        "EVENKEEL_TICK_RETENTION, 7",
        "EVENKEEL_AGGREGATE_RETENTION, P30D",
        "EVENKEEL_ADMIN_TOKEN, a b",
        "EVENKEEL_DATABASE_URL, postgres://db",
        "EVENKEEL_OIDC_ISSUER, ftp://x",
        "EVENKEEL_OIDC_ROLE, a=viewer",
        "EVENKEEL_ALLOW_OUTBOUND, a/b",
        "EVENKEEL_CONFIG, absent.yaml"
    })
    void errorNamesInvalidVariable(String name, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(name, value));
        environment.putIfAbsent("EVENKEEL_OIDC_CLIENT_ID", name.equals("EVENKEEL_OIDC_ISSUER") ? "id" : "");
        assertThatThrownBy(() -> ServerCommandLineParser.parse(List.of(), environment))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining(name.equals("EVENKEEL_CONFIG") ? value : name)
                .hasMessageNotContaining("--port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evenkeel.prot: 1",
                "evenkeel.config: x",
                "evenkeel.max-streams: 1",
                "port: 1",
                "evenkeel.port: [1, 2]",
                "evenkeel.port: 1.5",
                "evenkeel.port: x",
                "evenkeel.admin-token: 0123",
                "evenkeel.host: true",
                "{evenkeel.port: 1, evenkeel: {port: 2}}"
            })
    void errorNamesInvalidKeyAndConfigFile(String yaml, @TempDir Path folder) throws IOException {
        Path config = file(folder, yaml);
        String key = yaml.startsWith("{") ? "evenkeel.port" : yaml.substring(0, yaml.indexOf(':'));
        assertThatThrownBy(() -> parse(List.of("--config", config.toString())))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(config.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a", "a: [", "text", "a: 1\na: 2"})
    void rejectsConfigFileThatIsNotAMapping(String yaml, @TempDir Path folder) throws IOException {
        Path config = file(folder, yaml);
        assertThatThrownBy(() -> parse(List.of("--config", config.toString())))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining(config.toString());
    }

    @Test
    void usesDefaultsForEmptyConfigFile(@TempDir Path folder) throws IOException {
        assertThat(parse(List.of("--config", file(folder, "# nothing yet\n").toString()))
                        .port())
                .isEqualTo(8080);
    }

    @Test
    void warnsAboutSecretsInProcessList() {
        assertThat(parse(List.of(
                                "--admin-token=hush-1",
                                "--sdk-key=hush-2",
                                "--database-url=jdbc:postgresql://db/x?user=u&password=hush-3"))
                        .warnings())
                .hasSize(3)
                .allMatch(warning -> warning.contains("process list") && !warning.contains("hush"))
                .anyMatch(warning ->
                        warning.contains("EVENKEEL_ADMIN_TOKEN") && warning.contains("--admin-token-file FILE"))
                .anyMatch(warning -> warning.contains("EVENKEEL_SDK_KEY"))
                .anyMatch(warning -> warning.contains("EVENKEEL_DATABASE_URL"));
        assertThat(ServerCommandLineParser.parse(
                                List.of("--database-url=jdbc:postgresql://db/x?user=u"),
                                Map.of("EVENKEEL_ADMIN_TOKEN", "a", "EVENKEEL_SDK_KEY", "b"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void rejectsUnknownSecretOptionAndNamesVariable() {
        assertThatThrownBy(() -> parse(List.of("--prometheus-token", "hush")))
                .hasMessageContaining("EVENKEEL_PROMETHEUS_TOKEN")
                .hasMessageNotContaining("hush");
    }

    @Test
    void readsSecretsFromFiles(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), " s3cret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        ServerStartOptions options = ServerCommandLineParser.parse(
                List.of("--admin-token-file", file.toString()), Map.of("EVENKEEL_SDK_KEY_FILE", file.toString()));
        assertThat(options.adminToken()).isEqualTo("s3cret");
        assertThat(options.sdkKey()).isEqualTo("s3cret");
        assertThat(options.warnings()).isEmpty();
    }

    @Test
    void warnsWhenSecretFileIsReadableByOthers(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), " s3cret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(parse(List.of("--admin-token-file", file.toString())).warnings())
                .singleElement()
                .asString()
                .contains("chmod 600 " + file)
                .doesNotContain("s3cret");
    }

    @Test
    void rejectsInvalidSecretFiles(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path huge = Files.writeString(folder.resolve("huge"), "x".repeat(70_000));
        for (Path file : List.of(empty, huge, folder, folder.resolve("absent"))) {
            assertThatThrownBy(() -> parse(List.of("--sdk-key-file", file.toString())))
                    .isInstanceOf(CommandLineUsageException.class)
                    .hasMessageStartingWith("--sdk-key-file: ")
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void rejectsSecretSetTwice() {
        assertThatThrownBy(() -> ServerCommandLineParser.parse(
                        List.of("--admin-token-file", "x"), Map.of("EVENKEEL_ADMIN_TOKEN", "hush")))
                .hasMessageContaining("EVENKEEL_ADMIN_TOKEN and --admin-token-file are both set")
                .hasMessageNotContaining("hush");
    }
}
