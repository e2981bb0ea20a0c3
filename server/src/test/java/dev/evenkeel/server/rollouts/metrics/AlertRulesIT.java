// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The alert rules and the dashboard that come with Evenkeel, tested with promtool and with the metrics of a server.
class AlertRulesIT {
    private static final Path FOLDER =
            Path.of("../docs/observability").toAbsolutePath().normalize();
    private static final Path RULES = FOLDER.resolve("evenkeel-alerts.yaml");
    private static final Pattern METRIC = Pattern.compile("\\b(evenkeel_[a-z_]+|jvm_[a-z_]+|hikaricp_[a-z_]+)\\b");
    /* Exist only while a rollout runs; RolloutMonitoringGaugesIT covers them. */
    private static final Set<String> OF_ROLLOUTS = Set.of(
            "evenkeel_guard_last_decision_age_seconds", "evenkeel_rollout_exposure_ratio", "evenkeel_rollout_hold");

    @TempDir
    private Path folder;

    private Path promtool;

    @BeforeEach
    void find() {
        promtool = Path.of(Objects.requireNonNullElse(System.getenv("EVENKEEL_PROMTOOL"), "/usr/bin/promtool"));
    }

    @Test
    void passesPromtoolRuleCheck() throws Exception {
        assumeThat(promtool).exists();
        assertThat(promtool("check", "rules", RULES.toString())).contains("SUCCESS: 8 rules found");
    }

    /// A guard that judges each second, then stops for three minutes; two servers, of which one goes on.
    @Test
    void firesAlertsAsExpected() throws Exception {
        assumeThat(promtool).exists();
        Path test = Files.writeString(folder.resolve("test.yaml"), """
                rule_files: [%s]
                evaluation_interval: 15s
                tests:
                  - interval: 15s
                    input_series:
                      - {series: 'evenkeel_guard_last_decision_age_seconds{environment="e",flag="f",rollout="r-1",instance="a"}', values: '1x8 15+15x20'}
                      - {series: 'evenkeel_guard_last_decision_age_seconds{environment="e",flag="f",rollout="r-2",instance="a"}', values: '1x8 15+15x20'}
                      - {series: 'evenkeel_guard_last_decision_age_seconds{environment="e",flag="f",rollout="r-2",instance="b"}', values: '1x40'}
                      - {series: 'evenkeel_streams{instance="a"}', values: '91x40'}
                      - {series: 'evenkeel_streams_limit{instance="a"}', values: '100x40'}
                      - {series: 'evenkeel_retention_last_sweep_age_seconds{instance="a"}', values: '60x8 3500+15x20'}
                      - {series: 'evenkeel_audit_unpublished_entries{destination="w",instance="a"}', values: '3x100'}
                      - {series: 'evenkeel_audit_head_age_seconds{destination="w",instance="a"}', values: '30+15x100'}
                    alert_rule_test:
                      - {eval_time: 2m, alertname: EvenkeelGuardSilent, exp_alerts: []}
                      - eval_time: 5m
                        alertname: EvenkeelGuardSilent
                        exp_alerts:
                          - exp_labels: {severity: page, environment: e, flag: f, rollout: r-1}
                            exp_annotations:
                              summary: No server has evaluated rollout r-1 of flag f for 3m 0s.
                              action: Check the server log and the database. If the database works, restart a server or abort the rollout. If not, aborts fail with 503; to stop the candidate, set control in the override file of the services. The circuit breakers of the SDKs still work.
                      - {eval_time: 5m, alertname: EvenkeelAbsent, exp_alerts: []}
                      - eval_time: 6m
                        alertname: EvenkeelStreamsNearLimit
                        exp_alerts:
                          - exp_labels: {severity: ticket, instance: a}
                            exp_annotations:
                              summary: 91 streams are open, more than 90%% of the limit.
                              action: Add a server, or raise the limit and the heap.
                      - {eval_time: 2m, alertname: EvenkeelRetentionFails, exp_alerts: []}
                      - eval_time: 6m
                        alertname: EvenkeelRetentionFails
                        exp_alerts:
                          - exp_labels: {severity: ticket, instance: a}
                            exp_annotations:
                              summary: A server has not finished the deletion of expired data for an hour.
                              action: Check the server log for the table and the cause. No data is lost, but the database grows.
                      - {eval_time: 10m, alertname: EvenkeelHeadsBehind, exp_alerts: []}
                      - eval_time: 20m
                        alertname: EvenkeelHeadsBehind
                        exp_alerts:
                          - exp_labels: {severity: ticket, destination: w, instance: a}
                            exp_annotations:
                              summary: No audit log head has been published to w for 15 minutes, and entries are waiting.
                              action: Check the destination and the server log. Until the next head, manipulation of the waiting entries cannot be detected.
                  - interval: 15s
                    input_series: []
                    alert_rule_test:
                      - eval_time: 3m
                        alertname: EvenkeelAbsent
                        exp_alerts:
                          - exp_labels: {severity: page}
                            exp_annotations:
                              summary: Prometheus reaches no Evenkeel server. Rollouts may be unguarded.
                              action: If a server runs, check the token of Prometheus (401 after it expires). Otherwise start a server. Until then, services keep their current flags, and rollouts neither advance nor roll back.
                """.formatted(RULES));
        assertThat(promtool("test", "rules", test.toString())).contains("SUCCESS");
    }

    @Test
    void exposesEveryMetricUsedByRulesAndDashboard() throws IOException {
        Set<String> queried = new TreeSet<>();
        for (String file : new String[] {"evenkeel-alerts.yaml", "evenkeel-grafana.json"}) {
            Matcher names = METRIC.matcher(Files.readString(FOLDER.resolve(file)));
            while (names.find()) {
                queried.add(names.group());
            }
        }
        queried.removeAll(OF_ROLLOUTS);
        try (TestServer server = TestServer.start(
                "--audit-head-file", folder.resolve("heads.jsonl").toString(), "--data", folder.toString())) {
            String metrics = server.get("/metrics").body();
            assertThat(queried)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[ {]"));
        }
    }

    @Test
    void returnsOpenMetricsFormatOnRequest() {
        try (TestServer server = TestServer.start()) {
            var answer = server.send(server.asAdmin("/metrics")
                    .header("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.1"));
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("application/openmetrics-text");
            assertThat(answer.body()).endsWith("# EOF\n");
        }
    }

    private String promtool(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = promtool.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
