// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The change report and its gaps for missing records.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChangeReportIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FLAG = "/api/v1/environments/default/flags/core";
    private static final List<String> EXPECTED_GAPS = List.of(
            "work items of payments since the decision",
            "detection drills after the work: clearing cut; retry storm; schema drift",
            "rollback drills since the assessment",
            "rollouts of flag core since the assessment");

    private TestServer server;

    @BeforeAll
    void prepare() throws IOException {
        server = TestServer.start();
        requireSuccess(server.put("/api/v1/environments/default/flags", """
                {"flags":{"core":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"},
                          "hasty":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"}}}"""));
        requireSuccess(server.put("/api/v1/services/payments", """
                {"owner":"payments","flags":[{"environment":"default","flag":"core"}]}"""));
        requireSuccess(server.put("/api/v1/slos", """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: pay}
                spec:
                  service: payments
                  indicator:
                    metadata: {name: pay-success}
                    spec:
                      ratioMetric:
                        counter: true
                        good: {metricSource: {type: evenkeel, spec: {flag: core}}}
                        total: {metricSource: {type: evenkeel, spec: {flag: core}}}
                  timeWindow: [{duration: 28d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{displayName: availability, target: 0.99}]
                """));
        requireSuccess(server.post("/api/v1/incidents/import", incidents()));
        requireSuccess(server.post("/api/v1/slos/pay/weeks", weeks()));
        String id = assess("core", exampleCase());
        requireSuccess(server.post("/api/v1/assessments/" + id + "/decision", """
                {"course":"stabilise first","onBehalfOf":"vera","reason":"one in ten"}"""));
        for (String item : List.of("expand the schema first", "make repeats harmless", "shorten the clearing cut")) {
            var done =
                    JSON.createObjectNode().put("item", item).put("weeks", 1.5).put("evidence", "a test");
            requireSuccess(server.post("/api/v1/assessments/" + id + "/completed-work", done.toString()));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> !forecasts().isEmpty());
        var lesson = JSON.createObjectNode()
                .put("lesson", "rehearse the schema before promising a date")
                .put("relatedTo", forecasts().get(0).path("id").asString())
                .put("onBehalfOf", "lea");
        requireSuccess(server.post(FLAG + "/lessons", lesson.toString()));
    }

    private static String exampleCase() throws IOException {
        return Files.readString(Path.of("../examples/risk/tale.yaml"))
                .replace("asOf: 2026-11-26", "asOf: " + today())
                .replace("start: 2026-11-30", "start: " + today());
    }

    /* A case whose result does not depend on the date of the test. */
    private static String exampleCaseWithoutSeason() throws IOException {
        return exampleCase()
                .replaceFirst("seasons:\n.*\n", "")
                .replaceFirst("  after the season: .*\n", "")
                .replaceFirst("  phased now: .*\n", "");
    }

    private String assess(String flag, String text) {
        var order = JSON.createObjectNode().put("flag", flag).put("case", text).put("draws", 2_000);
        return requireSuccess(server.post("/api/v1/environments/default/assessments", order.toString()))
                .path("id")
                .asString();
    }

    private static String incidents() {
        String day = today().minusDays(20).toString();
        return """
                {"reason":"a history","incidents":[
                  {"externalId":"1","service":"payments","title":"booked twice","severity":"SEV1",
                   "times":{"HARM_STARTED":"%sT10:00:00Z","DETECTED":"%sT10:05:00Z","MITIGATED":"%sT11:00:00Z",
                            "RESOLVED":"%sT11:00:00Z"},
                   "causes":[{"name":"retry storm"}]}]}""".formatted(day, day, day, day);
    }

    /* Thirty weeks up to the incident. */
    private static String weeks() {
        return Json.of(
                "{'reason':'the old dashboard','weeks':[%s]}",
                IntStream.rangeClosed(1, 30)
                        .mapToObj(week -> Json.of(
                                "{'weekStart':'%s','failures':%s,'calls':10000}",
                                today().minusDays(20 + 7L * week), (100 + week)))
                        .collect(Collectors.joining(",")));
    }

    private JsonNode forecasts() {
        return requireSuccess(server.get("/api/v1/forecasts?eventClass=major-incident"));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void summarizesRecordsInChangeReport() {
        assertThat(gaps()).containsExactlyElementsOf(EXPECTED_GAPS);
        String text = server.get(FLAG + "/change-report?markdown=true").body();
        assertThat(text)
                .contains(
                        "# Report: move the payment core to the new framework",
                        "booked twice",
                        "30 (30 imported)",
                        "vera decided on \"stabilise first\"",
                        "The decision follows the recommendation.",
                        "Course not taken, \"now\"",
                        "expand the schema first",
                        "No SEV1 or SEV2 incidents since the decision.",
                        "rehearse the schema before promising a date",
                        "These numbers are estimates, not observations.",
                        "is weak evidence: it favors 9.6% over 40% by only 1.51 to 1.",
                        "risk.decided");
    }

    @Test
    void reportsDecisionAgainstRecommendation() throws IOException {
        String id = assess("hasty", exampleCaseWithoutSeason());
        requireSuccess(server.post("/api/v1/assessments/" + id + "/decision", """
                {"course":"now","onBehalfOf":"vera","reason":"no time"}"""));
        String against = "deviates from the recommendation, \"stabilise first\", which on average costs ";
        assertThat(server.get("/api/v1/environments/default/flags/hasty/change-report?markdown=true")
                        .body())
                .contains(against, "Course not taken, \"stabilise first\"")
                .doesNotContain("Course not taken, \"now\"");
        assertThat(memo(id))
                .contains(
                        against,
                        "requested a decision between these courses: now, stabilise first",
                        "vera decided on \"now\"")
                .doesNotContain("requests a decision", "Decide by", "decision on this assessment");
    }

    @Test
    void memoExplainsRecommendedWorkThatIsNotWorthItsTime() throws IOException {
        String id = assess(
                "hasty",
                exampleCaseWithoutSeason()
                        .replace(
                                "shorten the clearing cut]", "shorten the clearing cut, write the core's names anew]"));
        assertThat(memo(id))
                .contains(
                        "part of the course, not worth its time",
                        "\"stabilise first\" is recommended with the work in its case (expand the schema"
                                + " first, make repeats harmless, shorten the clearing cut, write the core's names"
                                + " anew), at a total cost of ",
                        "With the work that is worth its time, it would cost ",
                        "change the course and create a new assessment.");
        String cheapest = exampleCaseWithoutSeason().replace("work: [expand the schema first, ", "work: [");
        assertThat(memo(assess("hasty", cheapest)))
                .doesNotContain("part of the course, not worth its time", "it would cost");
    }

    @Test
    void memoReportsWorkThatIncreasesRisk() throws IOException {
        /* The work delays the change into a season in which an hour of outage costs ten times as much. */
        String season =
                "seasons:\n  Sale: {from: " + today().plusDays(10) + ", to: " + today().plusDays(60) + ", factor: 10}";
        String memo = memo(assess(
                "hasty",
                exampleCase()
                        .replaceFirst("seasons:\n.*\n", season + "\n")
                        .replace("{start: 2027-01-07}", "{start: " + today().plusDays(70) + "}")));
        assertThat(memo).contains("none, adds ").doesNotContainPattern("weeks \\| [0-9.]+ \\| -[0-9]");
    }

    private String memo(String assessment) {
        return server.get("/api/v1/assessments/" + assessment + "/memo?markdown=true")
                .body();
    }

    /// A missing record causes a gap that names it, and no other change.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            risk_work_completion where item = 'make repeats harmless' | completion of work "make repeats harmless"
            change_lesson                                       | lessons of this change
            slo_week                                            | weekly failure counts before
            incident where details ->> 'title' = 'booked twice'  | SEV1 or SEV2 incidents in the half year before the assessment
            """)
    void reportsGapForEachMissingRecord(String rows, String gap) {
        List<String> found = gapsAfter("delete from " + rows);
        assertThat(found).hasSize(EXPECTED_GAPS.size() + 1).containsAll(EXPECTED_GAPS);
        assertThat(found).anyMatch(missing -> missing.contains(gap));
    }

    @Test
    void reportsGapForMissingForecastOrDecision() {
        assertThat(gapsAfter("delete from change_lesson; delete from forecast"))
                .contains("forecasts for this decision");
        assertThat(gapsAfter("delete from risk_decision"))
                .anyMatch(missing -> missing.startsWith("decision on assessment ra-"));
    }

    /* In a transaction that is rolled back, with the triggers disabled that protect rows. */
    private List<String> gapsAfter(String deletion) {
        return server.bean(TransactionTemplate.class).execute(status -> {
            status.setRollbackOnly();
            JdbcClient jdbc = server.bean(JdbcClient.class);
            jdbc.sql("set local session_replication_role = replica").update();
            for (String statement : deletion.split(";")) {
                jdbc.sql(statement).update();
            }
            return server.bean(ChangeOutcomeReportService.class).build("default", "core").gaps().stream()
                    .map(gap -> gap.missing())
                    .toList();
        });
    }

    @Test
    void returns404WithoutRiskAssessment() {
        HttpResponse<String> answer = server.get("/api/v1/environments/default/flags/other/change-report");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Flag other has no risk assessment in default.");
    }

    @Test
    void reportsAllValidationErrorsOfSloWeeks() {
        HttpResponse<String> weeks = server.post("/api/v1/slos/pay/weeks", """
                {"weeks":[{"weekStart":"yesterday","failures":-1,"calls":2}]}""");
        assertThat(weeks.statusCode()).isEqualTo(422);
        assertThat(weeks.body())
                .contains("/weeks/0/weekStart", "/weeks/0/failures", "/reason", "No weeks were imported.");
    }

    @Test
    void rejectsOverlappingSloWeeks() {
        HttpResponse<String> overlapping = server.post("/api/v1/slos/pay/weeks", """
                {"weeks":[{"weekStart":"2020-01-01","failures":3,"calls":2},{"weekStart":"2020-01-08","failures":1,"calls":2},
                          {"weekStart":"2020-01-13","failures":1,"calls":2}],"reason":"history"}""");
        assertThat(overlapping.statusCode()).isEqualTo(422);
        assertThat(overlapping.body())
                .contains("/weeks/0/failures", "/weeks/2/weekStart")
                .doesNotContain("/weeks/1");
    }

    @Test
    void reportsAllValidationErrorsOfLesson() {
        HttpResponse<String> lesson = server.post(FLAG + "/lessons", Json.of("{'relatedTo':'f-0'}"));
        assertThat(lesson.statusCode()).isEqualTo(422);
        assertThat(lesson.body()).contains("/lesson", "unknown forecast or incident f-0");
    }

    @Test
    void assessmentUsesIncidentHistoryOfService() throws IOException {
        JsonNode history = requireSuccess(server.get("/api/v1/services/payments/history"));
        assertThat(history.at("/incidents/0/causes/0").asString()).isEqualTo("retry storm");
        assertThat(history.at("/incidents/0/minutes/WHOLE").asDouble()).isEqualTo(60);
        String text = Files.readString(Path.of("../examples/risk/tale.yaml"))
                .replace("asOf: 2026-11-26", "asOf: " + today())
                .replace("start: 2026-11-30", "start: " + today())
                .replaceFirst(
                        "retry storm: *[{]chance: [{][^}]*[}][}]",
                        "retry storm: {chance: {incidents: retry storm, weeks: 2, multiplier: 2, judgement: lea}}");
        var order =
                JSON.createObjectNode().put("flag", "core").put("case", text).put("draws", 2_000);
        HttpResponse<String> refused = server.post("/api/v1/environments/default/assessments", order.toString());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("/case/causes/retry storm");
        JsonNode made = requireSuccess(server.post(
                "/api/v1/environments/default/assessments",
                order.put("ownHistory", true).toString()));
        assertThat(made.at("/history/service").asString()).isEqualTo("payments");
        assertThat(server.get("/api/v1/assessments/" + made.path("id").asString() + "/memo?markdown=true")
                        .body())
                .contains("own data");
    }

    private List<String> gaps() {
        return requireSuccess(server.get(FLAG + "/change-report"))
                .path("gaps")
                .valueStream()
                .map(gap -> gap.path("missing").asString())
                .toList();
    }
}
