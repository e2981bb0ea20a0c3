// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Comparisons in the change report: other services, the team's capacity plan, and detection of the causes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChangeReportComparisonIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int WEEKS_SINCE = 14;
    private static final List<String> WORK =
            List.of("expand the schema first", "make repeats harmless", "shorten the clearing cut");

    private TestServer server;

    @BeforeAll
    void prepare() throws IOException {
        server = TestServer.start();
        requireSuccess(server.put("/api/v1/environments/default/flags", """
                {"flags":{"core":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"}}}"""));
        requireSuccess(server.put("/api/v1/services/payments", """
                {"owner":"money","flags":[{"environment":"default","flag":"core"}]}"""));
        requireSuccess(server.put("/api/v1/slos", slo("pay", "payments") + "---\n" + slo("search", "search")));
        requireSuccess(server.post("/api/v1/slos/pay/weeks", weeks(200, 60)));
        requireSuccess(server.post("/api/v1/slos/search/weeks", weeks(200, 100)));
        requireSuccess(server.post("/api/v1/work-items", workItems()));
        String id = assess();
        requireSuccess(server.post("/api/v1/assessments/" + id + "/decision", """
                {"course":"stabilise first","onBehalfOf":"vera","reason":"one in ten"}"""));
        for (String item : WORK) {
            var done =
                    JSON.createObjectNode().put("item", item).put("weeks", 1.5).put("evidence", "a test");
            requireSuccess(server.post("/api/v1/assessments/" + id + "/completed-work", done.toString()));
        }
        backdateRecords();
        detect("before", 40);
        detect("after", 40);
    }

    private String assess() throws IOException {
        String tale = Files.readString(Path.of("../examples/risk/tale.yaml"))
                        .replace("asOf: 2026-11-26", "asOf: " + today())
                        .replace("start: 2026-11-30", "start: " + today())
                + "\ncompareWith: [search, cards]\n";
        var order =
                JSON.createObjectNode().put("flag", "core").put("case", tale).put("draws", 2_000);
        return requireSuccess(server.post("/api/v1/environments/default/assessments", order.toString()))
                .path("id")
                .asString();
    }

    /* Moves decisions and completed work some weeks into the past, and the assessment one week more. */
    private void backdateRecords() {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        server.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            Map.of(
                            "risk_assessment",
                            "created_at",
                            "risk_decision",
                            "decided_at",
                            "risk_work_completion",
                            "completed_at")
                    .forEach((table, column) -> jdbc.sql("update " + table + " set " + column + " = " + column
                                    + " - interval '" + WEEKS_SINCE + " weeks'")
                            .update());
            jdbc.sql("update risk_assessment set created_at = created_at - interval '1 week'")
                    .update();
        });
    }

    private static String slo(String name, String service) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: NAME}
                spec:
                  service: SERVICE
                  indicator:
                    metadata: {name: NAME-success}
                    spec:
                      ratioMetric:
                        counter: true
                        good: {metricSource: {type: evenkeel, spec: {flag: core}}}
                        total: {metricSource: {type: evenkeel, spec: {flag: core}}}
                  timeWindow: [{duration: 28d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{displayName: availability, target: 0.99}]
                """.replace("NAME", name).replace("SERVICE", service);
    }

    /* Thirty weeks before the decision, and the weeks since. */
    private static String weeks(int failuresBefore, int failuresAfter) {
        return "{\"reason\":\"the old dashboard\",\"weeks\":["
                + IntStream.rangeClosed(1, WEEKS_SINCE + 30)
                        .mapToObj(week -> Json.of(
                                "{'weekStart':'%s','failures':%s,'calls':100000}",
                                today().minusDays(7L * week),
                                ((week <= WEEKS_SINCE ? failuresAfter : failuresBefore) + week % 3)))
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String workItems() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return """
                {"source":"jira","reason":"a test","items":[
                 {"key":"P-1","title":"repeats","kind":"RELIABILITY","team":"money","planned":6,"actual":9,
                  "opened":"AT","closed":"AT"},
                 {"key":"P-2","title":"instant","kind":"NEW_WORK","team":"money","planned":4,"actual":1,
                  "opened":"AT","closed":"AT"}]}""".replace("AT", now.minusSeconds(60).toString());
    }

    private void detect(String phase, int minutesAgo) {
        Instant from = Instant.now().minus(minutesAgo, ChronoUnit.MINUTES);
        requireSuccess(server.post(
                "/api/v1/detection-drills",
                JSON.createObjectNode()
                        .put("service", "payments")
                        .put("cause", "retry storm")
                        .put("phase", phase)
                        .put("injectedAt", from.toString())
                        .put("endedAt", from.plusSeconds(60).toString())
                        .toString()));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void comparesFailureRateWithServicesNamedInCase() {
        assertThat(text())
                .contains("the rate expected from search")
                .contains("Not compared with cards: it lacks data in weeks in which the service has data.")
                .contains("Comparison SLOs, chosen before the result was known: cards, search.");
    }

    @Test
    void comparesTeamEffortWithPlan() {
        assertThat(text()).contains("Effort of team money since the decision:");
        assertThat(rows("Kind of work"))
                .contains("| reliability | 1 | 6 | 9 | 90% | 20% |", "| new work | 1 | 4 | 1 | 10% | 70% |");
    }

    @Test
    void reportsCausesWithoutDetectionDrillAfterWork() {
        assertThat(rows("Injected fault"))
                .anyMatch(row -> row.contains("retry storm")
                        && row.endsWith("| not by the alert, not by the guard | not by the alert, not by the guard |"));
        assertThat(requireSuccess(server.get("/api/v1/environments/default/flags/core/change-report"))
                        .path("gaps")
                        .valueStream()
                        .map(gap -> gap.path("missing").asString()))
                .anyMatch(gap -> gap.startsWith("detection drills after the work: ") && !gap.contains("retry storm"));
    }

    private List<String> rows(String head) {
        List<String> lines = text().lines().toList();
        int from = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith("| " + head))
                .findFirst()
                .orElseThrow();
        return lines.subList(from, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private String text() {
        return server.get("/api/v1/environments/default/flags/core/change-report?markdown=true")
                .body();
    }
}
