// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Usage errors name the allowed format, and no Java type.
class UsageErrorTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1:8080", "localhost:8080", "ftp://keel.example", "'http://a b'"})
    void rejectsServerAddressWithoutHttpScheme(String address) {
        CliResult result = CliResult.of("whoami", "--server", address, "--token", "t");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("\"" + address + "\"", "Use http://HOST:PORT or https://HOST:PORT")
                .doesNotContain("java.", "Exception");
    }

    @Test
    void namesExpectedFormatOfInvalidValue() {
        CliResult duration = CliResult.of("rollout", "wait", "r-1", "--timeout", "5m");
        assertThat(duration.exitCode()).isEqualTo(2);
        assertThat(duration.err())
                .contains("'5m' is not an ISO 8601 duration, such as PT30M")
                .doesNotContain("java.", "Exception");

        assertThat(CliResult.of("audit", "list", "--limit", "many").err()).contains("'many' is not an integer");
        assertThat(CliResult.of("capacity", "policy", "--set", "--days-per-week", "few")
                        .err())
                .contains("'few' is not a number")
                .doesNotContain("java.");
    }
}
