// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.sdk.EvenkeelConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PaymentsOptionsTest {
    private static final Path HOME = Path.of("home");

    @Test
    void usesDefaultsWithoutArguments() {
        assertThat(PaymentsOptions.parse(List.of(), HOME))
                .isEqualTo(new PaymentsOptions(
                        8090,
                        new PaymentsOptions.LedgerLocation(null, HOME.resolve(".evenkeel/payments")),
                        null,
                        PaymentsOptions.CoreChoice.CLASSIC,
                        null,
                        null));
    }

    @Test
    void parsesEveryOption() {
        List<String> arguments = List.of(
                "--port", "0",
                "--data", "d",
                "--evenkeel-url", "http://127.0.0.1:8080",
                "--sdk-key", "k",
                "--snapshot-file", "s",
                "--time-limit", "500");

        PaymentsOptions options = PaymentsOptions.parse(arguments, HOME);

        assertThat(options.port()).isZero();
        assertThat(options.ledger()).isEqualTo(new PaymentsOptions.LedgerLocation(null, Path.of("d")));
        assertThat(options.newLedger()).isNull();
        EvenkeelConfig evenkeel = Objects.requireNonNull(options.evenkeel());
        assertThat(evenkeel.server()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(evenkeel.sdkKey()).isEqualTo("k");
        assertThat(evenkeel.snapshotFile()).isEqualTo(Path.of("s"));
        assertThat(Objects.requireNonNull(options.limits()).timeLimit()).isEqualTo(Duration.ofMillis(500));
        assertThat(PaymentsOptions.parse(List.of("--core", "modern", "--database-url", "jdbc:postgresql:x"), HOME))
                .extracting(PaymentsOptions::core, found -> found.ledger().databaseUrl())
                .containsExactly(PaymentsOptions.CoreChoice.MODERN, "jdbc:postgresql:x");
    }

    @Test
    void reportsAllValidationErrorsAtOnce() {
        List<String> arguments = List.of(
                "--port", "65536",
                "--core", "old",
                "--database-url", "mysql:x",
                "--data", "d",
                "--evenkeel-url", "ftp://x",
                "--time-limit", "0",
                "--colour", "--snapshot-file");

        assertThatThrownBy(() -> PaymentsOptions.parse(arguments, HOME))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("--port must be 0..65535, got 65536")
                .contains("--time-limit must be 1..600000 milliseconds, got 0")
                .contains("--core must be classic or modern, got old")
                .contains("--database-url must begin with jdbc:postgresql:")
                .contains("--data or --database-url, not both")
                .contains("--evenkeel-url and --sdk-key (or EVENKEEL_SDK_KEY) require each other")
                .contains("use --core or --evenkeel-url, not both")
                .contains("unknown option --colour")
                .contains("--snapshot-file needs a value");
    }

    @Test
    void rejectsUnsupportedServerUrl() {
        List<String> arguments = List.of("--evenkeel-url", "ftp://x", "--sdk-key", "k");

        assertThatThrownBy(() -> PaymentsOptions.parse(arguments, HOME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--evenkeel-url")
                .hasMessageContaining("ftp://x");
    }

    @Test
    void listsOptionsInUsage() {
        assertThat(PaymentsOptions.USAGE)
                .contains(
                        "--port",
                        "--data",
                        "--database-url",
                        "--core",
                        "--evenkeel-url",
                        "--sdk-key",
                        "--snapshot-file");
    }

    @Test
    void readsSdkKeyFromEnvironmentWhenMissing() {
        Map<String, String> environment = Map.of("EVENKEEL_SDK_KEY", "k");
        assertThat(PaymentsOptions.withSdkKey(List.of("--evenkeel-url", "http://h"), environment))
                .containsExactly("--evenkeel-url", "http://h", "--sdk-key", "k");
        assertThat(PaymentsOptions.withSdkKey(List.of("--port", "0"), environment))
                .containsExactly("--port", "0");
        List<String> given = List.of("--evenkeel-url", "http://h", "--sdk-key", "other");
        assertThat(PaymentsOptions.withSdkKey(given, environment)).isEqualTo(given);
    }
}
