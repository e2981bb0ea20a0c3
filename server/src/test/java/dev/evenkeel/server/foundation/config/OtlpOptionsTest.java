// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpOptionsTest {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    @Test
    void readsStandardOpenTelemetryVariables() {
        OtlpOptions options = Objects.requireNonNull(OtlpOptions.fromEnvironment(Map.of(
                ENDPOINT,
                "http://collector:4318/",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "authorization=Bearer%20a+b, x-scope = one",
                "OTEL_METRIC_EXPORT_INTERVAL",
                "5000",
                "OTEL_SERVICE_NAME",
                "guard")));
        assertThat(options.endpointFor("traces")).hasToString("http://collector:4318/v1/traces");
        assertThat(options.headers())
                .containsOnly(Map.entry("authorization", "Bearer a+b"), Map.entry("x-scope", "one"));
        assertThat(options.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.service()).isEqualTo("guard");
        assertThat(options.toString()).doesNotContain("Bearer");
    }

    @Test
    void usesDefaultsForUnsetVariables() {
        assertThat(OtlpOptions.fromEnvironment(Map.of())).isNull();
        assertThat(OtlpOptions.fromEnvironment(Map.of(ENDPOINT, ""))).isNull();
        OtlpOptions options = Objects.requireNonNull(OtlpOptions.fromEnvironment(Map.of(ENDPOINT, "https://c/x")));
        assertThat(options.endpointFor("metrics")).hasToString("https://c/x/v1/metrics");
        assertThat(options.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.service()).isEqualTo("evenkeel");
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318, must be an http or https URL",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://me:secret@collector, must be an http or https URL",
        "OTEL_EXPORTER_OTLP_HEADERS, secret, must be name=value pairs",
        "OTEL_METRIC_EXPORT_INTERVAL, soon, Specify 1 to 3600000 milliseconds",
        "OTEL_METRIC_EXPORT_INTERVAL, 0, Specify 1 to 3600000 milliseconds"
    })
    void rejectsInvalidVariablesWithoutShowingSecrets(String name, String value, String words) {
        Map<String, String> environment = new java.util.HashMap<>(Map.of(ENDPOINT, "http://collector"));
        environment.put(name, value);
        assertThatThrownBy(() -> OtlpOptions.fromEnvironment(environment))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(words)
                .message()
                .doesNotContain("secret");
    }
}
