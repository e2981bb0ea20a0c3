// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerCommandLineParserTest {
    private static ServerStartOptions parse(List<String> arguments) {
        return ServerCommandLineParser.parse(arguments, Map.of());
    }

    @Test
    void listensOnLoopbackAt8080WithoutOptions() {
        ServerStartOptions options = parse(List.of());
        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.syncPort()).isNull();
        assertThat(options.environment()).isEqualTo("default");
        assertThat(options.databaseUrl()).isNull();
        assertThat(options.flagFiles()).isEmpty();
    }

    @Test
    void readsBothFormsAndKeepsTheOrderOfFlagFiles() {
        ServerStartOptions options = parse(List.of("--port=0", "--flags", "a.json", "--flags=b.json"));
        assertThat(options.port()).isZero();
        assertThat(options.flagFiles()).containsExactly(Path.of("a.json"), Path.of("b.json"));
    }

    @Test
    void publishesHeadsOnceAMinuteWhereItIsTold() {
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
        assertThatThrownBy(() -> parse(List.of("--audit-head-url", "https://user:secret@witness.example")))
                .hasMessageNotContaining("secret@");
    }

    @Test
    void keepsWhatGrowsForAsLongAsItIsTold() {
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
        assertThatThrownBy(() -> parse(List.of("--tick-retention", "P801D")))
                .hasMessageContaining("--aggregate-retention");
    }

    @Test
    void isToldOfARestoreWithAReason() {
        assertThat(parse(List.of()).restoreReason()).isNull();
        assertThat(parse(List.of("--restored-from-backup", "disk of db1 failed"))
                        .restoreReason())
                .isEqualTo("disk of db1 failed");
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
                "--restored-from-backup"
            })
    void refusesWrongUseAndNamesTheOption(String line) {
        assertThatThrownBy(() -> parse(List.of(line.split(" "))))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining(line.split(" ")[0]);
    }

    @Test
    void linksLeadWhereItIsTold() {
        assertThat(parse(List.of("--public-url", "https://keel.example/base/")).publicUrl())
                .hasToString("https://keel.example/base/");
        assertThat(parse(List.of()).publicUrl()).isNull();
    }

    @Test
    void listensForFlagdWhereItIsTold() {
        assertThat(parse(List.of("--sync-port", "0")).syncPort()).isZero();
    }

    @Test
    void takesShortSecretsWhereOnlyThisMachineCanReachIt() {
        ServerStartOptions options = parse(List.of("--admin-token", "SECRET", "--sdk-key", "KEY"));
        assertThat(options.sdkKey()).isEqualTo("KEY");
    }

    @Test
    void keepsSecretsOutOfItsText() {
        ServerStartOptions options = parse(List.of("--admin-token", "top-secret-1", "--sdk-key", "top-secret-2"));
        assertThat(options.toString()).doesNotContain("top-secret");
    }
}
