// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrometheusOptionsTest {
    private static final String URL = "https://prometheus.example:9090/prefix";

    /// @param variables like `TOKEN=x`
    private static Map<String, String> environment(String... variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables) {
            String[] parts = variable.split("=", 2);
            environment.put("EVENKEEL_PROMETHEUS_" + parts[0], parts[1]);
        }
        return environment;
    }

    private static PrometheusOptions read(String... variables) {
        return Objects.requireNonNull(
                ServerCommandLineParser.parse(List.of("--prometheus-url", URL), environment(variables))
                        .prometheus());
    }

    @Test
    void ignoresCredentialsWithoutUrl() {
        Map<String, String> wrong = environment("USER=only");
        assertThat(ServerCommandLineParser.parse(List.of(), wrong).prometheus()).isNull();
        List<String> given = List.of("--prometheus-url", URL);
        assertThat(ServerCommandLineParser.parse(given, Map.of()).prometheus()).isEqualTo(read());
        assertThatThrownBy(() -> ServerCommandLineParser.parse(given, wrong))
                .isInstanceOf(CommandLineUsageException.class);
    }

    @Test
    void hasNoAuthorizationWithoutCredentials() {
        assertThat(read("TOKEN=", "USER=", "PASSWORD=", "TENANT=").authorization())
                .isNull();
        assertThat(read().tenant()).isNull();
        assertThat(read().url()).hasToString(URL);
    }

    @Test
    void createsBearerOrBasicAuthorization() {
        assertThat(read("TOKEN=t0ken", "TENANT=shop|till"))
                .returns("Bearer t0ken", PrometheusOptions::authorization)
                .returns("shop|till", PrometheusOptions::tenant);
        assertThat(read("USER=Aladdin", "PASSWORD=open sesame").authorization())
                .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @ParameterizedTest
    @CsvSource({
        "USER=hush, USER=hush, Only EVENKEEL_PROMETHEUS_USER is set.",
        "PASSWORD=hush, PASSWORD=hush, Only EVENKEEL_PROMETHEUS_PASSWORD is set.",
        "TOKEN=hush, USER=hush;PASSWORD=hush, both set",
        "TOKEN=hush hush, TOKEN=hush hush, printable ASCII",
        "TENANT=hush hush, TENANT=hush hush, printable ASCII",
        "USER=hu:sh, PASSWORD=hush, colon"
    })
    void rejectsInvalidCredentialsWithoutShowingThem(String one, String others, String words) {
        String[] variables = (one + ";" + others).split(";");
        assertThatThrownBy(() -> read(variables))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining("EVENKEEL_PROMETHEUS_")
                .hasMessageContaining(words)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hush",
                "hush:9090",
                "ftp://hush",
                "http://",
                "http:hush",
                "http://us er:hush@host",
                "http://user:hush@host",
                "http://host?token=hush",
                "http://host/#hush",
                "http://host:99999"
            })
    void rejectsInvalidUrlWithoutShowingSecrets(String url) {
        assertThatThrownBy(() -> ServerCommandLineParser.parse(List.of("--prometheus-url", url), Map.of()))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageStartingWith("--prometheus-url must be an http or https URL")
                .hasMessageNotContaining("hush");
    }

    @Test
    void hidesTokenInToString() {
        assertThat(read("TOKEN=hush").toString()).contains(URL).doesNotContain("hush");
    }
}
