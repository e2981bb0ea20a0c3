// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.RunningRollout;
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

/// Incidents that burn-rate alerts open, and detection drills.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BurnAlertIncidentIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private TestServer server;
    private RunningRollout rollout;

    @BeforeAll
    void start() {
        server = TestServer.start();
        rollout = new RunningRollout(server, 20_261_129);
        for (String flag :
                List.of("till", "joined", "drilled", "quiet", "loud", "warned", "loop", "again", "early", "gone")) {
            requireSuccess(server.put("/api/v1/environments/default/flags/" + flag, """
                    {"state":"ENABLED","defaultVariant":"on","variants":{"on":true,"off":false}}"""));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void opensOneIncidentForBurn() {
        JsonNode incident = openBurningIncident("till");
        assertThat(incident.get("origin").stringValue()).isEqualTo("SLO_BURN");
        assertThat(incident.get("title").stringValue()).isEqualTo("till (availability) is burning its error budget");
        assertThat(incident.at("/severity/severity").stringValue()).isEqualTo("SEV2");
        assertThat(incident.at("/account/detection").stringValue()).isEqualTo("SLO_BURN");
        assertThat(timelineTexts(incident.get("id").stringValue()))
                .anySatisfy(words -> assertThat(words)
                        .startsWith("SloBurn till (availability), page-fast (page) is firing:"
                                + " Above 14.4 in both windows: burn rate 100"))
                .noneMatch(words -> words.contains("ticket"));
    }

    @Test
    void joinsAlertmanagerAlertAndMitigatesWhenBothEnd() {
        String id = openBurningIncident("joined").get("id").stringValue();
        Instant startsAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        postAlert("shop-joined", startsAt, null);
        assertThat(getOnlyIncident("shop-joined").get("id").stringValue()).isEqualTo(id);
        update("""
                update slo_import_progress set evaluated_until = evaluated_until + interval '1 hour'
                where slo = 'joined'""");
        update("""
                update slo_alert set ended_at = now(), end_evidence = 'No longer above 14.4 in both windows.'
                where service = 'shop-joined'""");
        await("the ends").atMost(TIMEOUT).until(() -> timelineTexts(id), found -> found.size() >= 5);
        assertThat(state(id)).as("the other's alert fires still").isEqualTo("OPEN");
        postAlert("shop-joined", startsAt, Instant.now());
        assertThat(state(id)).isEqualTo("MITIGATED");
        assertThat(timelineTexts(id))
                .anyMatch(words -> words.endsWith("is resolved: No longer above 14.4 in both windows."));
    }

    @Test
    void recordsAlertsAndIncidentAsDetectionOfInjectedFault() {
        Instant injectedAt = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(1));
        openBurningIncident("drilled");
        awaitAlerts("shop-drilled");
        postAlert("shop-drilled", Instant.now().truncatedTo(ChronoUnit.MILLIS), null);

        JsonNode drill = TestServer.requireSuccess(
                server.post("/api/v1/detection-drills", """
                {"service":"shop-drilled","cause":"pool too small","phase":"before","injectedAt":"%s","endedAt":"%s",
                 "note":"by hand"}""".formatted(injectedAt, Instant.now())));
        assertThat(drill.at("/byAlert/state").stringValue()).isEqualTo("DETECTED");
        assertThat(drill.at("/byAlert/afterSeconds").doubleValue()).isBetween(3600.0, 3800.0);
        assertThat(drill.at("/byGuard/state").stringValue()).isEqualTo("OPEN");
        assertThat(drill.get("signals").valueStream().map(one -> one.get("kind").stringValue()))
                .contains("BURN_PAGE", "BURN_TICKET", "INCIDENT", "ALERT");
        assertThat(drill.get("signalsBeforeInjection").isEmpty()).isTrue();
        JsonNode row = TestServer.requireSuccess(server.get("/api/v1/detection-drills/summary?service=shop-drilled"))
                .at("/causes/0");
        assertThat(row.get("cause").stringValue()).isEqualTo("pool too small");
        assertThat(row.at("/before/byAlert/detected").intValue()).isEqualTo(1);
        assertThat(row.at("/before/byAlert/median/low").isNull())
                .as("one drill gives no interval")
                .isTrue();
        assertThat(row.at("/before/byAlert/median/requiredCount").intValue()).isEqualTo(5);
        assertThat(row.at("/after/drills").intValue()).isZero();
    }

    /// The incident of an SLO whose budget burns, with both rules that page in its timeline.
    private JsonNode openBurningIncident(String flag) {
        insertCallCounts(flag);
        apply(slo(flag, ""));
        JsonNode incident = await("an incident")
                .atMost(TIMEOUT)
                .until(() -> getOnlyIncident("shop-" + flag), one -> !one.isEmpty());
        String id = incident.get("id").stringValue();
        await("both rules that page").atMost(TIMEOUT).until(() -> timelineTexts(id), found -> found.size() >= 2);
        return incident;
    }

    private void awaitAlerts(String service) {
        await("alerts of all four rules")
                .atMost(TIMEOUT)
                .until(
                        () -> count("select count(*) from slo_alert where service = '" + service + "'"),
                        found -> found == 4);
    }

    @Test
    void opensIncidentsByAnnotationOfSloOrService() {
        insertCallCounts("quiet");
        insertCallCounts("loud");
        apply("""
                apiVersion: openslo/v1
                kind: Service
                metadata: {name: shop-quiet, annotations: {evenkeel.dev/incidents: none}}
                spec: {}
                ---
                """ + slo("quiet", "") + "---\n" + slo("loud", ", annotations: {evenkeel.dev/incidents: ticket}"));
        JsonNode loud =
                await("an incident").atMost(TIMEOUT).until(() -> getOnlyIncident("shop-loud"), one -> !one.isEmpty());
        await("all four rules")
                .atMost(TIMEOUT)
                .until(() -> timelineTexts(loud.get("id").stringValue()), found -> found.size() == 4);
        awaitAlerts("shop-quiet");
        assertThat(count("select count(*) from slo_alert where service = 'shop-quiet' and opens_incident"))
                .isZero();
        assertThat(listIncidents("shop-quiet")).isEmpty();

        HttpResponse<String> rejected = patch(slo("till", ", annotations: {evenkeel.dev/incidents: all}"));
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body()).contains("must be page, ticket or none, got \\\"all\\\"");
    }

    @Test
    void requiresConfirmationToMitigateWhileAlertsFire() {
        String id = openBurningIncident("warned").get("id").stringValue();
        HttpResponse<String> rejected =
                server.post("/api/v1/incidents/" + id + "/mitigate", Json.of("{'mitigation':'FIX'}"));
        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(rejected.body())
                .contains("alerts-firing", "page-fast", "ignoreFiringAlerts", "The incident was not changed");
        assertThat(state(id)).isEqualTo("OPEN");
        assertThat(TestServer.requireSuccess(server.get("/api/v1/incidents/" + id))
                        .path("firingAlerts")
                        .size())
                .isEqualTo(2);
        assertThat(server.get("/incidents/" + id).body())
                .contains("2 alerts are firing: SloBurn warned (availability)");
    }

    @Test
    void reopensMitigatedIncidentWhenBudgetStillBurns() {
        String id = openBurningIncident("loop").get("id").stringValue();
        endIncident(id, "mitigate");
        assertThat(state(id)).isEqualTo("MITIGATED");
        server.bean(PostIncidentBurnRealertService.class).realertDue();
        assertThat(state(id)).as("its short window reaches back behind the end").isEqualTo("MITIGATED");
        moveEndTwoHoursBack(id);
        server.bean(PostIncidentBurnRealertService.class).realertDue();
        assertThat(state(id)).isEqualTo("OPEN");
        assertThat(timelineTexts(id))
                .anyMatch(words -> words.contains("is still firing, although incident " + id + " is MITIGATED"));
    }

    @Test
    void opensRelatedIncidentWhenBudgetStillBurnsAfterResolution() {
        String id = openBurningIncident("again").get("id").stringValue();
        endIncident(id, "mitigate");
        endIncident(id, "resolve");
        moveEndTwoHoursBack(id);
        server.bean(PostIncidentBurnRealertService.class).realertDue();
        assertThat(state(id)).isEqualTo("RESOLVED");
        List<JsonNode> both = listIncidents("shop-again");
        assertThat(both).hasSize(2);
        JsonNode related = both.getFirst();
        assertThat(related.get("state").stringValue()).isEqualTo("OPEN");
        assertThat(related.at("/severity/severity").stringValue()).isEqualTo("SEV2");
        assertThat(related.at("/relatedIds/0").stringValue()).isEqualTo(id);
        server.bean(PostIncidentBurnRealertService.class).realertDue();
        assertThat(listIncidents("shop-again")).hasSize(2);
    }

    @Test
    void reopensMitigatedIncidentWhenAlertIsRepeatedHoursLater() {
        Instant startsAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        postAlert("manual", startsAt, null);
        String id = getOnlyIncident("manual").get("id").stringValue();
        endIncident(id, "mitigate");
        postAlert("manual", startsAt, null);
        assertThat(state(id)).as("told again at once").isEqualTo("MITIGATED");
        moveEndTwoHoursBack(id);
        postAlert("manual", startsAt, null);
        assertThat(state(id)).isEqualTo("OPEN");
        postAlert("manual", startsAt, Instant.now());
        assertThat(state(id)).isEqualTo("MITIGATED");
    }

    private void endIncident(String id, String how) {
        requireSuccess(server.post(
                "/api/v1/incidents/" + id + "/" + how, Json.of("{'mitigation':'FIX','ignoreFiringAlerts':true}")));
    }

    private void moveEndTwoHoursBack(String id) {
        update("""
                update incident_timeline_entry set occurred_at = occurred_at - interval '2 hours'
                where kind in ('mitigated', 'resolved') and incident = '%s'""".formatted(id));
    }

    @Test
    void returnsGatedRolloutsAsConsequencesOfNewSlo() {
        String flag = rollout.flag();
        requireSuccess(server.put(
                "/api/v1/services/shop-" + flag, Json.of("{'flags':[{'environment':'default','flag':'%s'}]}", flag)));
        insertCallCounts(flag, 2);
        JsonNode response = TestServer.requireSuccess(patch(slo(flag, "")));
        assertThat(response.path("consequences").toString())
                .contains("Rollout " + rollout.id() + " of flag " + flag + " does not advance or complete: budget: ")
                .doesNotContain("Incident");
        assertThat(listIncidents("shop-" + flag)).as("two minutes of data").isEmpty();
    }

    @Test
    void returnsOpenedIncidentAsConsequenceOfNewSloOnly() {
        insertCallCounts("early", 60);
        assertThat(TestServer.requireSuccess(patch(slo("early", "")))
                        .path("consequences")
                        .toString())
                .contains("Incident i-", "(SEV2) is OPEN: early (availability) is burning its error budget.");
        assertThat(TestServer.requireSuccess(patch(slo("early", "")))
                        .path("consequences")
                        .isEmpty())
                .as("what is as it was causes nothing")
                .isTrue();
    }

    @Test
    void publishesOneResolvedEventWhenSloIsDeleted() {
        insertCallCounts("gone");
        apply(slo("gone", ""));
        await("four alerts")
                .atMost(TIMEOUT)
                .until(
                        () -> count("select count(*) from slo_alert where slo = 'gone' and ended_at is null"),
                        found -> found == 4);
        await("their begins")
                .atMost(TIMEOUT)
                .until(() -> listEvents("SLO_ALERT_FIRED").size() == 4);
        requireSuccess(server.send(server.asAdmin("/api/v1/slos/gone").DELETE()));
        await("the end")
                .atMost(TIMEOUT)
                .until(() -> !listEvents("SLO_ALERT_RESOLVED").isEmpty());
        List<JsonNode> ended = listEvents("SLO_ALERT_RESOLVED");
        assertThat(ended).hasSize(1);
        assertThat(ended.getFirst().toString())
                .contains("The SLO was deleted. Ended alerts: availability, page-fast; availability, page-slow");
        assertThat(count("select count(*) from slo_alert where slo = 'gone' and ended_at is null"))
                .isZero();
    }

    private List<JsonNode> listEvents(String kind) {
        return TestServer.requireSuccess(server.get("/api/v1/events?service=shop-gone"))
                .valueStream()
                .filter(event -> event.path("kind").stringValue().equals(kind))
                .toList();
    }

    /// What a server that crashed had committed, and two servers that find it at once.
    @Test
    void importsBurnAlertsExactlyOnceWithConcurrentImporters() throws Exception {
        for (int i = 0; i < 10; i++) {
            update("""
                    insert into slo_alert (slo, service, objective, rule, severity, started_at, start_evidence, detected_at,
                        opens_incident, ended_at, end_evidence)
                    values ('s%1$d', 'crash-%1$d', 'o', 'page-fast', 'PAGE', now(), 'Above 14.4 in both windows.', now(), true,
                        %2$s)""".formatted(i, i % 2 == 0 ? "null, null" : "now(), 'The SLO was deleted.'"));
        }
        BurnAlertIncidentImporter reader = server.bean(BurnAlertIncidentImporter.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> reading = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                reading.add(threads.submit(reader::importNew));
            }
            for (Future<?> one : reading) {
                one.get();
            }
        }
        for (int i = 0; i < 10; i++) {
            JsonNode incident = getOnlyIncident("crash-" + i);
            assertThat(incident.get("state").stringValue())
                    .as("an end that nobody saw mitigates nothing")
                    .isEqualTo("OPEN");
            assertThat(timelineTexts(incident.get("id").stringValue())).hasSize(i % 2 == 0 ? 1 : 2);
        }
        assertThat(count("select count(*) from slo_alert where slo like 's_' and not start_imported"))
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
        requireSuccess(patch(text));
    }

    /// A thousand calls in each minute of the last seven hours, of which a hundred fail.
    private void insertCallCounts(String flag) {
        insertCallCounts(flag, 7 * 60);
    }

    private void insertCallCounts(String flag, int minutes) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                        select 'default', :flag, minute, 0, 1000, 100
                        from generate_series(:now::timestamptz - :minutes * interval '1 minute',
                                             :now::timestamptz - interval '1 minute',
                                             interval '1 minute') as minute""")
                .param("flag", flag)
                .param("now", Timestamp.from(Instant.now().truncatedTo(ChronoUnit.MINUTES)))
                .param("minutes", minutes)
                .update();
    }

    private void postAlert(String service, Instant startsAt, @Nullable Instant endsAt) {
        requireSuccess(server.post("/api/v1/alerts/alertmanager", """
                {"version":"4","alerts":[{"status":"%s","fingerprint":"f","startsAt":"%s","endsAt":"%s",
                 "labels":{"alertname":"SloBurn","service":"%s","severity":"page"}}]}""".formatted(
                        endsAt == null ? "firing" : "resolved",
                        startsAt,
                        endsAt == null ? "0001-01-01T00:00:00Z" : endsAt,
                        service)));
    }

    private List<JsonNode> listIncidents(String service) {
        return TestServer.json(server.get("/api/v1/incidents?service=" + service))
                .valueStream()
                .toList();
    }

    /* Fails if there are several. */
    private JsonNode getOnlyIncident(String service) {
        List<JsonNode> found = listIncidents(service);
        assertThat(found).hasSizeLessThan(2);
        return found.isEmpty() ? TestServer.json(server.get("/api/v1/incidents?service=none")) : found.getFirst();
    }

    private String state(String id) {
        return TestServer.json(server.get("/api/v1/incidents/" + id))
                .get("state")
                .stringValue();
    }

    private List<String> timelineTexts(String id) {
        return TestServer.json(server.get("/api/v1/incidents/" + id))
                .get("timeline")
                .valueStream()
                .filter(entry -> entry.get("kind").stringValue().equals("alert"))
                .map(entry -> entry.get("text").stringValue())
                .toList();
    }

    private void update(String statement) {
        server.bean(JdbcClient.class).sql(statement).update();
    }

    private long count(String query) {
        return server.bean(JdbcClient.class).sql(query).query(Long.class).single();
    }

    private static HttpResponse<String> requireSuccess(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
        return response;
    }
}
