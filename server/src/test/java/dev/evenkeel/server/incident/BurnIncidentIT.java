// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// From burning budgets to incidents, and what noticed a fault that was injected.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BurnIncidentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        for (String flag : List.of("till", "quiet", "loud")) {
            ok(server.put("/api/v1/environments/default/flags/" + flag, """
                    {"state":"ENABLED","defaultVariant":"on","variants":{"on":true,"off":false}}"""));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aBurnOpensOneIncidentThatAnAlertmanagersAlertOfTheSameJoins() {
        Instant injectedAt = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(1));
        seed("till");
        apply(slo("till", ""));
        JsonNode incident = await("an incident").atMost(PATIENCE).until(() -> only("shop-till"), one -> !one.isEmpty());
        String id = incident.get("id").stringValue();
        assertThat(incident.get("origin").stringValue()).isEqualTo("SLO_BURN");
        assertThat(incident.get("title").stringValue()).isEqualTo("The error budget of till (availability) burns");
        assertThat(incident.at("/severity/severity").stringValue()).isEqualTo("SEV2");
        assertThat(incident.at("/account/detection").stringValue()).isEqualTo("SLO_BURN");
        await("both rules that page").atMost(PATIENCE).until(() -> entries(id), found -> found.size() >= 2);
        assertThat(entries(id))
                .anySatisfy(words -> assertThat(words)
                        .startsWith(
                                "SloBurn till (availability), page-fast (page) fires: Both above 14.4: burn rate 100"))
                .noneMatch(words -> words.contains("ticket"));

        Instant startsAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        tell("shop-till", startsAt, null);
        assertThat(only("shop-till").get("id").stringValue()).isEqualTo(id);
        sql("update slo_progress set looked_until = looked_until + interval '1 hour' where slo = 'till'");
        sql(
                "update slo_alert set ended_at = now(), ended_by = 'No longer both above 14.4.' where service = 'shop-till'");
        await("the ends").atMost(PATIENCE).until(() -> entries(id), found -> found.size() >= 5);
        assertThat(state(id)).as("the other's alert fires still").isEqualTo("OPEN");
        tell("shop-till", startsAt, Instant.now());
        assertThat(state(id)).isEqualTo("MITIGATED");
        assertThat(entries(id)).anyMatch(words -> words.endsWith("is resolved: No longer both above 14.4."));

        JsonNode drill =
                TestServer.json(ok(server.post("/api/v1/detections", """
                {"service":"shop-till","cause":"pool too small","phase":"before","injectedAt":"%s","endedAt":"%s",
                 "note":"by hand"}""".formatted(injectedAt, Instant.now()))));
        assertThat(drill.at("/byAlert/state").stringValue()).isEqualTo("DETECTED");
        assertThat(drill.at("/byAlert/afterSeconds").doubleValue()).isBetween(3600.0, 3800.0);
        assertThat(drill.at("/byGuard/state").stringValue()).isEqualTo("OPEN");
        assertThat(drill.get("first").valueStream().map(one -> one.get("kind").stringValue()))
                .contains("BURN_PAGE", "BURN_TICKET", "INCIDENT", "ALERT");
        assertThat(drill.get("before").isEmpty()).isTrue();
        JsonNode row = TestServer.json(ok(server.get("/api/v1/detections/summary?service=shop-till")))
                .at("/causes/0");
        assertThat(row.get("cause").stringValue()).isEqualTo("pool too small");
        assertThat(row.at("/before/byAlert/detected").intValue()).isEqualTo(1);
        assertThat(row.at("/before/byAlert/median/low").isNull())
                .as("one drill gives no interval")
                .isTrue();
        assertThat(row.at("/before/byAlert/median/needs").intValue()).isEqualTo(5);
        assertThat(row.at("/after/drills").intValue()).isZero();
    }

    @Test
    void whatOpensIsSaidByTheSloOrElseByItsService() {
        seed("quiet");
        seed("loud");
        apply("""
                apiVersion: openslo/v1
                kind: Service
                metadata: {name: shop-quiet, annotations: {evenkeel.dev/incidents: none}}
                spec: {}
                ---
                """ + slo("quiet", "") + "---\n" + slo("loud", ", annotations: {evenkeel.dev/incidents: ticket}"));
        JsonNode loud = await("an incident").atMost(PATIENCE).until(() -> only("shop-loud"), one -> !one.isEmpty());
        await("all four rules")
                .atMost(PATIENCE)
                .until(() -> entries(loud.get("id").stringValue()), found -> found.size() == 4);
        await("alerts")
                .atMost(PATIENCE)
                .until(() -> count("select count(*) from slo_alert where service = 'shop-quiet'"), found -> found == 4);
        assertThat(count("select count(*) from slo_alert where service = 'shop-quiet' and opens"))
                .isZero();
        assertThat(incidents("shop-quiet")).isEmpty();

        HttpResponse<String> refused = patch(slo("till", ", annotations: {evenkeel.dev/incidents: all}"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("must be page, ticket or none, got \\\"all\\\"");
    }

    /// What a server that crashed had committed, and two servers that find it at once.
    @Test
    void whatWasCommittedBeforeACrashIsBroughtInOnceHoweverManyReadIt() throws Exception {
        for (int i = 0; i < 10; i++) {
            sql("""
                    insert into slo_alert (slo, service, objective, rule, severity, began_at, began_by, noticed_at, opens,
                        ended_at, ended_by)
                    values ('s%1$d', 'crash-%1$d', 'o', 'page-fast', 'PAGE', now(), 'Both above.', now(), true,
                        %2$s)""".formatted(i, i % 2 == 0 ? "null, null" : "now(), 'The SLO is gone.'"));
        }
        BurnReader reader = server.bean(BurnReader.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> reading = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                reading.add(threads.submit(reader::read));
            }
            for (Future<?> one : reading) {
                one.get();
            }
        }
        for (int i = 0; i < 10; i++) {
            JsonNode incident = only("crash-" + i);
            assertThat(incident.get("state").stringValue())
                    .as("an end that nobody saw mitigates nothing")
                    .isEqualTo("OPEN");
            assertThat(entries(incident.get("id").stringValue())).hasSize(i % 2 == 0 ? 1 : 2);
        }
        assertThat(count("select count(*) from slo_alert where slo like 's_' and not begin_heard"))
                .isZero();
    }

    private static String slo(String flag, String annotations) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %1$s%2$s}
                spec:
                  service: shop-%1$s
                  indicator:
                    metadata: {name: success-%1$s}
                    spec:
                      ratioMetric:
                        counter: true
                        good: {metricSource: {type: evenkeel, spec: {flag: %1$s}}}
                        total: {metricSource: {type: evenkeel, spec: {flag: %1$s}}}
                  timeWindow: [{duration: 30d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{displayName: availability, target: 0.999}]
                """.formatted(flag, annotations);
    }

    private HttpResponse<String> patch(String text) {
        return server.send(server.asAdmin("/api/v1/slos")
                .header("Content-Type", "application/yaml")
                .method("PATCH", BodyPublishers.ofString(text)));
    }

    private void apply(String text) {
        ok(patch(text));
    }

    /// A thousand calls in each minute of the last hour, of which a hundred fail.
    private void seed(String flag) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (int minute = 1; minute <= 60; minute++) {
            server.bean(JdbcClient.class)
                    .sql("""
                            insert into outcome_minute (environment, flag, minute, slot, calls, failures)
                            values ('default', :flag, :minute, 0, 1000, 100)""")
                    .param("flag", flag)
                    .param("minute", Timestamp.from(now.minus(Duration.ofMinutes(minute))))
                    .update();
        }
    }

    private void tell(String service, Instant startsAt, @Nullable Instant endsAt) {
        ok(server.post("/api/v1/alerts/alertmanager", """
                {"version":"4","alerts":[{"status":"%s","fingerprint":"f","startsAt":"%s","endsAt":"%s",
                 "labels":{"alertname":"SloBurn","service":"%s","severity":"page"}}]}""".formatted(
                        endsAt == null ? "firing" : "resolved",
                        startsAt,
                        endsAt == null ? "0001-01-01T00:00:00Z" : endsAt,
                        service)));
    }

    private List<JsonNode> incidents(String service) {
        return TestServer.json(server.get("/api/v1/incidents?service=" + service))
                .valueStream()
                .toList();
    }

    /* Of several, the test fails. */
    private JsonNode only(String service) {
        List<JsonNode> found = incidents(service);
        assertThat(found).hasSizeLessThan(2);
        return found.isEmpty() ? TestServer.json(server.get("/api/v1/incidents?service=none")) : found.getFirst();
    }

    private String state(String id) {
        return TestServer.json(server.get("/api/v1/incidents/" + id))
                .get("state")
                .stringValue();
    }

    private List<String> entries(String id) {
        return TestServer.json(server.get("/api/v1/incidents/" + id))
                .get("timeline")
                .valueStream()
                .filter(entry -> entry.get("kind").stringValue().equals("alert"))
                .map(entry -> entry.get("words").stringValue())
                .toList();
    }

    private void sql(String statement) {
        server.bean(JdbcClient.class).sql(statement).update();
    }

    private long count(String query) {
        return server.bean(JdbcClient.class).sql(query).query(Long.class).single();
    }

    private static HttpResponse<String> ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return answer;
    }
}
