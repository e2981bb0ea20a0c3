// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SloFileCommandsTest {
    private static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: shop}
            spec:
              service: shop
              indicator:
                metadata: {name: errors}
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {type: SOURCE, spec: {query: 'errors_total', flag: new}}}
                    total: {metricSource: {type: SOURCE, spec: {query: 'requests_total', flag: new}}}
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{op: gt, target: 0.999}]
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void validatesFileWithWarning() throws IOException {
        CliResult result = CliResult.of("slo", "validate", file("PROMETHEUS", "0.999"));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).last().isEqualTo("1 objects, 1 SLOs, 0 errors, 1 warnings.");
        assertThat(result.out().getFirst()).contains("/0/spec/objectives/0/op").contains("remove it");
    }

    @Test
    void reportsAllErrorsAtOnce() throws IOException {
        CliResult result = CliResult.of("slo", "validate", file("Prometheus", "1.5, value: 3"), "--json");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out().getFirst())
                .contains("\"/0/spec/objectives/0/target\"")
                .contains("\"/0/spec/objectives/0/value\"");
        assertThat(CliResult.of("slo", "prometheus-rules", file("Prometheus", "1.5"))
                        .exitCode())
                .isEqualTo(1);
        assertThat(CliResult.of("slo", "validate", folder.resolve("absent").toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void generatesPrometheusRules() throws IOException {
        CliResult result = CliResult.of("slo", "prometheus-rules", file("Prometheus", "0.999"));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("groups:").anyMatch(line -> line.contains("SloBurn"));
    }

    @Test
    void reportsSlosOmittedFromPrometheusRules() throws IOException {
        CliResult result = CliResult.of("slo", "prometheus-rules", file("Datadog", "0.999"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("shop: omitted");
    }

    private String file(String source, String target) throws IOException {
        return Files.writeString(
                        folder.resolve("slos.yaml"),
                        SLO.replace("SOURCE", source).replace("0.999", target))
                .toString();
    }
}
