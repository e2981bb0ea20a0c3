// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Validates the generated rules with promtool.
@Tag("long")
class PrometheusRuleGeneratorTest {
    private static final int HEALTHY_MINUTES = 360;
    private static final String PAGES = "count(ALERTS{alertname=\"SloBurn\", severity=\"page\"} > 0)";
    private static final String SLOW = "count(ALERTS{alertname=\"SloBurn\", rule=\"ticket-slow\"} > 0)";

    @TempDir
    Path folder = Path.of("");

    @Test
    void generatesRulesAcceptedByPromtool() throws Exception {
        for (String method : new String[] {"Occurrences", "Timeslices", "RatioTimeslices"}) {
            writeRules(OpenSloSamples.COUNTERS
                    .replace("budgetingMethod: Occurrences", "budgetingMethod: " + method)
                    .replace(
                            "targetPercent: 99.9}",
                            "targetPercent: 99.9, timeSliceTarget: 0.95, timeSliceWindow: 5m}"));
            promtool("check", "rules", "--lint-fatal", "rules.yaml");
        }
    }

    /// After 6 healthy hours, 10% errors page after about 9 min, 1% after about 216 min, and 0.2% never.
    @Test
    void firesAlertsAfterExpectedTimes() throws Exception {
        writeRules(OpenSloSamples.COUNTERS);
        runScenario(100, notFiring(PAGES, HEALTHY_MINUTES + 8), firing(PAGES, HEALTHY_MINUTES + 10));
        runScenario(10, notFiring(PAGES, HEALTHY_MINUTES + 215), firing(PAGES, HEALTHY_MINUTES + 219));
        runScenario(2, notFiring(PAGES, 3000), notFiring(SLOW, HEALTHY_MINUTES + 60), firing(SLOW, 2900));
    }

    @Test
    void firesNoDataAlertWhenMetricsAreMissing() throws Exception {
        writeRules(OpenSloSamples.COUNTERS);
        Files.writeString(folder.resolve("test.yaml"), """
                rule_files: [rules.yaml]
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    promql_expr_test:
                      - {expr: 'count(ALERTS{alertname="SloNoData"})', eval_time: 5m, exp_samples: [{labels: '{}', value: 1}]}
                """);
        promtool("test", "rules", "test.yaml");
    }

    @Test
    void omitsSlosWithoutPrometheusMetrics() {
        var set = new OpenSloObjectSet(OpenSloFile.parse(OpenSloSamples.NATIVE).objects());
        assertThat(PrometheusRuleGenerator.supports(set.slos().getFirst())).isFalse();
        assertThat(PrometheusRuleGenerator.generate(set.slos())).contains("groups: []");
    }

    /// 6 healthy hours, then a share of bad requests, at 1,000 requests per minute.
    ///
    /// @param bad bad requests per thousand
    /// @param expectations expected results with their times
    private void runScenario(int bad, String... expectations) throws Exception {
        String story = """
                rule_files: [rules.yaml]
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                      - {series: 'requests_total{job="shop"}', values: '0+1000x3000'}
                      - {series: 'errors_total{job="shop"}', values: '0+0x360 %d+%dx2600'}
                    promql_expr_test:
                """.formatted(bad, bad);
        Files.writeString(folder.resolve("test.yaml"), story + String.join("", expectations));
        promtool("test", "rules", "test.yaml");
    }

    private static String notFiring(String alerts, int minute) {
        return expectation(alerts, minute, "[]");
    }

    private static String firing(String alerts, int minute) {
        return expectation(alerts, minute, "[{labels: '{}', value: 1}]");
    }

    private static String expectation(String alerts, int minute, String expected) {
        return "      - {expr: '%s', eval_time: %dm, exp_samples: %s}%n".formatted(alerts, minute, expected);
    }

    private void writeRules(String text) throws IOException {
        var set = new OpenSloObjectSet(OpenSloFile.parse(text).objects());
        assertThat(set.errors()).isEmpty();
        Files.writeString(folder.resolve("rules.yaml"), PrometheusRuleGenerator.generate(set.slos()));
    }

    private void promtool(String... arguments) throws Exception {
        Path program = program();
        var process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Path program() {
        Optional<Path> found = Stream.of(
                        System.getenv("EVENKEEL_PROMTOOL"), "/usr/bin/promtool", "/usr/local/bin/promtool")
                .filter(path -> path != null && !path.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "skipped: no promtool here; install one, or set EVENKEEL_PROMTOOL");
        return found.orElseThrow();
    }
}
