// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentsOptionsTest {
    private static final Path HOME = Path.of("home");

    @Test
    void hasDefaultsForEverything() {
        assertThat(PaymentsOptions.parse(List.of(), HOME))
                .isEqualTo(new PaymentsOptions(
                        8090,
                        null,
                        HOME.resolve(".evenkeel/payments"),
                        PaymentsOptions.Core.CLASSIC,
                        null,
                        null,
                        null));
    }

    @Test
    void readsEveryOption() {
        List<String> arguments = List.of(
                "--port", "0",
                "--data", "d",
                "--evenkeel-url", "http://127.0.0.1:8080",
                "--sdk-key", "k",
                "--snapshot-file", "s");

        assertThat(PaymentsOptions.parse(arguments, HOME))
                .isEqualTo(new PaymentsOptions(
                        0,
                        null,
                        Path.of("d"),
                        PaymentsOptions.Core.CLASSIC,
                        URI.create("http://127.0.0.1:8080"),
                        "k",
                        Path.of("s")));
        assertThat(PaymentsOptions.parse(List.of("--core", "modern", "--database-url", "jdbc:postgresql:x"), HOME))
                .extracting(PaymentsOptions::core, PaymentsOptions::databaseUrl)
                .containsExactly(PaymentsOptions.Core.MODERN, "jdbc:postgresql:x");
    }

    @Test
    void tellsEveryProblemAtOnce() {
        List<String> arguments = List.of(
                "--port", "65536",
                "--core", "old",
                "--database-url", "mysql:x",
                "--data", "d",
                "--evenkeel-url", "ftp://x",
                "--colour", "--snapshot-file");

        assertThatThrownBy(() -> PaymentsOptions.parse(arguments, HOME))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("--port must be 0..65535, got 65536")
                .contains("--core must be classic or modern, got old")
                .contains("--database-url must begin with jdbc:postgresql:")
                .contains("--data or --database-url, not both")
                .contains("--evenkeel-url must look like")
                .contains("--evenkeel-url and --sdk-key belong together")
                .contains("give --core or --evenkeel-url, not both")
                .contains("unknown option --colour")
                .contains("--snapshot-file needs a value");
    }

    @Test
    void namesEveryOptionInItsUsage() {
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
}
