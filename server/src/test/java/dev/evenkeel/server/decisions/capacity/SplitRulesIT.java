// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Rules for the capacity split, with stored error budgets and incidents.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SplitRulesIT {
    private static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: NAME}
            spec:
              service: NAME
              indicator:
                metadata: {name: NAME-success}
                spec:
                  ratioMetric:
                    counter: true
                    good: {metricSource: {type: evenkeel, spec: {flag: NAME}}}
                    total: {metricSource: {type: evenkeel, spec: {flag: NAME}}}
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{displayName: availability, target: 0.99}]
            """;
    private static final int MINUTES = 200;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        requireSuccess(server.put("/api/v1/services", """
                {"services":{"cards":{"owner":"cards"},"calm":{"owner":"calm"},"broken":{"owner":"broken"}}}"""));
        for (int minute = -MINUTES; minute < 60; minute++) {
            insertOutcomes("cards", minute, minute >= -60 && minute < -30 ? 20 : 0);
            insertOutcomes("calm", minute, 1);
            insertOutcomes("broken", minute, 300);
        }
        insertBudgetHour("calm", 0.9);
        requireSuccess(server.send(server.asAdmin("/api/v1/slos")
                .method(
                        "PATCH",
                        BodyPublishers.ofString(String.join(
                                "---\n",
                                SLO.replace("NAME", "cards"),
                                SLO.replace("NAME", "calm"),
                                SLO.replace("NAME", "broken"))))));
        await("the counts of all")
                .atMost(Duration.ofSeconds(30))
                .until(() -> TestServer.json(server.get("/api/v1/slos"))
                        .valueStream()
                        .allMatch(slo -> slo.at("/objectives/0/total").doubleValue() >= 1000.0 * (MINUTES - 5)));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void insertOutcomes(String flag, int minute, long failures) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                        values ('default', :flag, :minute, 0, 1000, :failures)
                        """)
                .param("flag", flag)
                .param("minute", Timestamp.from(now.plus(Duration.ofMinutes(minute))))
                .param("failures", failures)
                .update();
    }

    /* The remaining budget at the start of the current period. */
    private void insertBudgetHour(String slo, double remaining) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into error_budget_hour
                            (slo, objective, hour, state, good, total, allowed_bad, remaining, data_coverage)
                        values (:slo, 'availability', :hour, 'OK', 999, 1000, 10, :remaining, 1)
                        """)
                .param("slo", slo)
                .param(
                        "hour",
                        Timestamp.from(now.truncatedTo(ChronoUnit.HOURS)
                                .minus(Duration.ofDays(30).plusHours(3))))
                .param("remaining", remaining)
                .update();
    }

    @Test
    void recommendsMoreRiskForUnusedErrorBudget() {
        JsonNode report = report("calm");
        assertThat(report.at("/derived/rule").stringValue()).isEqualTo("MORE_RISK");
        assertThat(report.at("/evaluatedRules/0/evidence/0/value").stringValue())
                .endsWith("90% left one period earlier");
        assertThat(report.at("/evaluatedRules/0/evidence/0/link").stringValue()).isEqualTo("/slos/calm");
    }

    @Test
    void haltsOtherWorkWhenErrorBudgetIsSpent() {
        JsonNode report = report("broken");
        assertThat(report.at("/derived/rule").stringValue()).isEqualTo("BUDGET_SPENT");
        assertThat(report.at("/derived/outcome").stringValue()).isEqualTo("IMMEDIATE");
        assertThat(report.at("/derived/reason").stringValue())
                .isEqualTo("the error budget is spent: broken availability");
        assertThat(server.post("/api/v1/capacity/plan?team=broken", Json.of("{'reason':'x'}"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void appliesLargeIncidentRuleByErrorBudgetUsed() {
        assertThat(report("cards").at("/derived/rule").stringValue()).isEqualTo("DEFAULT");
        requireSuccess(server.post("/api/v1/incidents", """
                {"service":"cards","title":"cards are refused","severity":"SEV2","reason":"calls came in",
                 "times":{"HARM_STARTED":"%s","DETECTED":"%s"}}""".formatted(at(-60), at(-55))));
        String id = TestServer.json(server.get("/api/v1/incidents?service=cards"))
                .at("/0/id")
                .stringValue();
        requireSuccess(server.post(
                "/api/v1/incidents/" + id + "/mitigate", Json.of("{'mitigation':'FIX','at':'%s'}", at(-30))));
        JsonNode report = report("cards");
        assertThat(report.at("/derived/rule").stringValue()).isEqualTo("LARGE_INCIDENT");
        /* 600 of 2,000 that 200 minutes allow, and 30 days for 28: 32.1%, a little less for each minute since. */
        assertThat(report.at("/derived/reason").stringValue())
                .matches("incident " + id + " used 3[0-2](\\.\\d)?% of the four-week error budget of cards");
        assertThat(report.at("/evaluatedRules/2/evidence/0/link").stringValue()).isEqualTo("/incidents/" + id);
    }

    private Instant at(int minute) {
        return now.plus(Duration.ofMinutes(minute));
    }

    private JsonNode report(String team) {
        return requireSuccess(server.get("/api/v1/capacity?team=" + team));
    }
}
