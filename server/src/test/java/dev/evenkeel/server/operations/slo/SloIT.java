// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.batch;
import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.api.SloApi.BudgetHistoryPoint;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.slo.EventCounts;
import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.MinuteCount;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteRepository;
import dev.evenkeel.server.rollouts.evidence.FlagCallCountRepository;
import dev.evenkeel.server.rollouts.evidence.MinuteFlagCallCount;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// SLOs on outcomes, from ingestion to alerts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SloIT {
    private static final String SLOS = "/api/v1/slos";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        server.put("/api/v1/environments/default/flags", """
                {"flags":{"pay":{"state":"ENABLED","defaultVariant":"on","variants":{"on":true,"off":false}},
                "idle":{"state":"ENABLED","defaultVariant":"on","variants":{"on":true,"off":false}}}}
                """);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void countsCallsOfKnownFlagExactlyOnce() {
        OutcomeSummary failed = plain("counted", "on", 5);
        long revision = TestServer.json(server.put("/api/v1/environments/default/flags/counted", """
                {"state":"ENABLED","defaultVariant":"on","variants":{"on":true}}"""))
                .get("revision")
                .longValue();
        await("the intake to know the flag")
                .until(() -> server.bean(FlagService.class)
                                .findLatest("default")
                                .orElseThrow()
                                .revision()
                        >= revision);
        OutcomeSummary some = new OutcomeSummary(
                "counted", "on", null, 5, 2, failed.latency(), List.of(), List.of(), List.of(), List.of());
        OutcomeBatch first = batch("one", 1, some, plain("counted", "off", 3), plain("unknown", "on", 9));
        postOutcomes(first);
        postOutcomes(first);
        postOutcomes(batch("two", 1, plain("counted", "on", 10)));

        FlagCallCountRepository callCounts = server.bean(FlagCallCountRepository.class);
        List<MinuteFlagCallCount> minutes = callCounts.listMinutes(
                "default", "counted", Instant.EPOCH, Instant.now().plusSeconds(60));
        assertThat(minutes.stream().mapToLong(MinuteFlagCallCount::calls).sum()).isEqualTo(18);
        assertThat(minutes.stream().mapToLong(MinuteFlagCallCount::failures).sum())
                .isEqualTo(2);
        assertThat(callCounts.listMinutes(
                        "default", "unknown", Instant.EPOCH, Instant.now().plusSeconds(60)))
                .isEmpty();
    }

    @Test
    void firesBurnRateAlertAndReportsSpentBudget() {
        JsonNode burning = burnBudget("pay", Instant.now().truncatedTo(ChronoUnit.MINUTES));
        JsonNode objective = burning.at("/objectives/0");
        assertThat(objective.get("state").stringValue()).isEqualTo("SPENT");
        assertThat(objective.get("remaining").doubleValue()).isCloseTo(1 - 100, within(1e-6));
        assertThat(objective.get("dataCoverage").doubleValue()).isCloseTo(60 / 43_200.0, within(1e-4));
        assertThat(objective.at("/burns/0/longBurn").doubleValue()).isCloseTo(100, within(1e-6));
        assertThat(server.bean(SloQueries.class).listByService("service-of-pay"))
                .hasSize(1);
        assertThat(server.bean(SloQueries.class).listFiringAlerts())
                .filteredOn(alert -> alert.slo().equals("pay"))
                .extracting(SloAlert::rule)
                .contains("page-fast", "page-slow");
    }

    @Test
    void resolvesBurnRateAlertAndPublishesEvents() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        burnBudget("recovering", now);
        Instant later = now.plus(Duration.ofMinutes(10));
        insertCallCounts("recovering", now, 1, 10, 1000, 0);
        server.bean(SingleSloEvaluationRunner.class).evaluate(definition("recovering"), later);

        SloAlert fast = server.bean(SloQueries.class).listAlerts("recovering", 100).stream()
                .filter(alert -> alert.rule().equals("page-fast"))
                .findFirst()
                .orElseThrow();
        assertThat(fast.startEvidence()).contains("burn rate 100 over 1 h");
        assertThat(fast.endedAt()).isEqualTo(later);
        assertThat(fast.endEvidence()).contains("burn rate 0 over 5 min");
        assertThat(listAuditActions()).contains("slo.set", "slo.alert-fired", "slo.alert-resolved");
        String events = await("events of the alert and the budget")
                .atMost(TIMEOUT)
                .until(
                        () -> server.get("/api/v1/events?service=service-of-recovering")
                                .body(),
                        published -> published.contains("SLO_ALERT_FIRED")
                                && published.contains("SLO_ALERT_RESOLVED")
                                && published.contains("SLO_BUDGET_STATE_CHANGED"));
        assertThat(events).contains(fast.startEvidence(), fast.endEvidence());
    }

    @Test
    void recordsBudgetHistoryIncludingHoursWithoutData() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        burnBudget("remembered", now);
        Slo slo = definition("remembered");
        Instant later = now.plus(Duration.ofMinutes(10));
        insertCallCounts("remembered", now, 1, 10, 1000, 0);
        server.bean(SingleSloEvaluationRunner.class).evaluate(slo, later);
        server.bean(SingleSloEvaluationRunner.class).evaluate(slo, later.plus(Duration.ofHours(1)));

        List<BudgetHistoryPoint> history =
                server.bean(SloQueries.class).listHistory("remembered", "availability", Instant.EPOCH);
        assertThat(history).hasSizeGreaterThanOrEqualTo(2);
        assertThat(history.getLast().state()).as("an hour without data").isEqualTo(ObjectiveStatus.State.NO_DATA);
        assertThat(TestServer.json(server.get(SLOS + "/remembered/history"))
                        .at("/0/hours")
                        .isEmpty())
                .isFalse();
    }

    /// An SLO with an hour in which a tenth of all calls fail, once its fastest alert fires.
    private JsonNode burnBudget(String name, Instant now) {
        insertCallCounts(name, now, -60, 0, 1000, 100);
        assertThat(patch(SloFixtures.outcomes(name, name)).statusCode()).isEqualTo(200);
        return await("an alert")
                .atMost(TIMEOUT)
                .until(
                        () -> getSlo(name),
                        slo -> !slo.at("/objectives/0/burns/0/firingSince").isNull());
    }

    private Slo definition(String name) {
        return server.bean(SloQueries.class).listDefinitions().stream()
                .filter(slo -> slo.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reportsNoDataInsteadOfHealthyWithoutMeasurements() {
        assertThat(patch(SloFixtures.outcomes("silent", "idle")).statusCode()).isEqualTo(200);
        assertThat(getSlo("silent").at("/objectives/0/state").stringValue()).isEqualTo("NO_DATA");
        assertThat(getSlo("silent").at("/objectives/0/remaining").isNull()).isTrue();

        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        insertCallCounts("quiet", now, -40, -20, 1000, 0);
        assertThat(patch(SloFixtures.outcomes("silenced", "quiet")).statusCode())
                .isEqualTo(200);
        await("old counts")
                .atMost(TIMEOUT)
                .until(
                        () -> getSlo("silenced"),
                        slo -> !slo.at("/objectives/0/lastDataAt").isNull()
                                || slo.at("/objectives/0/good").doubleValue() > 0);
        assertThat(getSlo("silenced").at("/objectives/0/state").stringValue()).isEqualTo("NO_DATA");
    }

    @Test
    void ignoresMinutesWithImpossibleCounts() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        insertCallCounts("flood", now, -50, -10, 1_000, 1);
        insertCallCounts("flood", now, -60, -50, 1L << 62, 0);

        assertThat(patch(SloFixtures.outcomes("flood", "flood")).statusCode()).isEqualTo(200);

        JsonNode objective = await("counts")
                .atMost(TIMEOUT)
                .until(
                        () -> getSlo("flood"),
                        slo -> slo.at("/objectives/0/total").doubleValue() > 0)
                .at("/objectives/0");
        assertThat(objective.get("total").doubleValue()).isEqualTo(40_000);

        Instant hour = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(30));
        var impossible = new MinuteCount.Counted(new EventCounts(1L << 62, 1L << 62));
        SloMinuteRepository sloMinuteRepository = server.bean(SloMinuteRepository.class);
        sloMinuteRepository.save(
                "flood", Map.of(hour, impossible, hour.plusSeconds(60), impossible, hour.plusSeconds(120), impossible));
        sloMinuteRepository.save(
                "flood", Map.of(hour.plusSeconds(180), new MinuteCount.Counted(new EventCounts(7, 7))));

        assertThat(getSlo("flood").at("/objectives/0/total").doubleValue()).isEqualTo(40_007);
    }

    @Test
    void evaluatesHourlyTimelineLikeMinuteTimeline() {
        patch(SloFixtures.outcomes("applied", "idle"));
        Slo applied = definition("applied");
        var slo = new Slo(
                "hourly",
                applied.service(),
                applied.indicator(),
                applied.window(),
                applied.objectives(),
                applied.rules(),
                applied.noDataAfter(),
                applied.incidents());
        SloMinuteRepository sloMinuteRepository = server.bean(SloMinuteRepository.class);
        var random = new Random(36);
        Instant end = Instant.parse("2026-11-26T10:17:00Z");
        for (int batch = 0; batch < 40; batch++) {
            sloMinuteRepository.save(slo.name(), randomMinuteCounts(random, end));
        }
        for (int asked = 0; asked < 20; asked++) {
            Instant until = end.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 10)));
            List<Instant> begins = slo.windowStarts(until);
            IndicatorTimeline inHours =
                    sloMinuteRepository.getHourlyTimeline(slo.name(), begins.getFirst(), until, begins);
            IndicatorTimeline inMinutes = sloMinuteRepository.getTimeline(slo.name(), begins.getFirst(), until);
            assertThat(slo.evaluate(inHours, until)).isEqualTo(slo.evaluate(inMinutes, until));
            assertThat(inHours).isNotEqualTo(inMinutes);
        }
        sloMinuteRepository.deleteAll(slo.name());
        assertThat(sloMinuteRepository.getHourlyTimeline(slo.name(), Instant.EPOCH, end, List.of()))
                .isEqualTo(IndicatorTimeline.EMPTY);
    }

    /* Some minutes of the last 45 days, some of them blind, some again. */
    private static Map<Instant, MinuteCount> randomMinuteCounts(Random random, Instant end) {
        Map<Instant, MinuteCount> readings = new HashMap<>();
        for (int number = 0; number < 500; number++) {
            int total = random.nextInt(100);
            MinuteCount counted = new MinuteCount.Counted(new EventCounts(random.nextInt(total + 1), total));
            MinuteCount.MissingReason[] blind = MinuteCount.MissingReason.values();
            readings.put(
                    end.minus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 45))),
                    random.nextInt(4) == 0 ? blind[random.nextInt(blind.length)] : counted);
        }
        return readings;
    }

    @Test
    void changesNoSloWhenAnyIsInvalid() {
        String good = SloFixtures.outcomes("half", "pay");
        HttpResponse<String> rejected =
                patch(good + "---\n" + good.replace("half", "Other").replace("0.999", "2"));
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body())
                .contains("/1/metadata/name", "/1/spec/objectives/0/target", "The SLOs were not changed");
        assertThat(server.get(SLOS + "/half").statusCode()).isEqualTo(404);

        HttpResponse<String> lost =
                patch(good.replaceFirst("(?s)indicator:.*timeWindow", "indicatorRef: lost\n  timeWindow"));
        assertThat(lost.body()).contains("/0/spec/indicatorRef").contains("unknown SLI");
    }

    @Test
    void recordsNoHistoryForDeletedSlo() {
        patch(SloFixtures.outcomes("kept", "pay"));
        Slo slo = definition("kept");
        assertThat(server.send(server.asAdmin(SLOS + "/kept").DELETE()).statusCode())
                .isEqualTo(204);
        server.bean(SingleSloEvaluationRunner.class).evaluate(slo, Instant.now().plus(Duration.ofHours(1)));
        assertThat(server.bean(SloQueries.class).listHistory("kept", "availability", Instant.now()))
                .as("a look that comes too late")
                .isEmpty();
    }

    @Test
    void returns404ForDeletedSlo() {
        patch(SloFixtures.outcomes("gone", "pay"));
        assertThat(server.send(server.asAdmin(SLOS + "/gone").DELETE()).statusCode())
                .isEqualTo(204);
        HttpResponse<String> gone = server.send(server.asAdmin(SLOS + "/gone").DELETE());
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("slo-not-found");
    }

    @Test
    void requiresAuthentication() {
        assertThat(server.send(server.request(SLOS)).statusCode()).isEqualTo(401);
    }

    @Test
    void warnsAboutUnknownServicesAndFlags() {
        JsonNode kept = TestServer.requireSuccess(patch(SloFixtures.outcomes("lonely", "nowhere")));
        assertThat(kept.path("warnings").findValuesAsString("pointer"))
                .contains("/0/spec/service", "/0/spec/indicator");
        assertThat(kept.path("warnings").findValuesAsString("message"))
                .contains(
                        "service \"service-of-lonely\" is not in the service catalog",
                        "flag \"nowhere\" is not in environment \"default\", so the SLO has no data");
        TestServer.requireSuccess(server.put("/api/v1/services", Json.of("{'services':{'service-of-lonely':{}}}")));
        assertThat(TestServer.requireSuccess(patch(SloFixtures.outcomes("lonely", "pay")))
                        .path("warnings")
                        .findValuesAsString("pointer"))
                .doesNotContain("/0/spec/service", "/0/spec/indicator");
        assertThat(server.send(server.asAdmin(SLOS + "/lonely?reason=a%20test").DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.bean(AuditLog.class).listNewestBySubject("lonely", 1))
                .extracting(AuditEntry::action, AuditEntry::reason)
                .containsExactly(tuple("slo.deleted", "a test"));
    }

    private HttpResponse<String> patch(String text) {
        return server.send(server.asAdmin(SLOS)
                .header("Content-Type", "application/yaml")
                .method("PATCH", BodyPublishers.ofString(text)));
    }

    private JsonNode getSlo(String name) {
        return TestServer.json(server.get(SLOS + "/" + name));
    }

    private void postOutcomes(OutcomeBatch batch) {
        HttpResponse<String> response = server.send(server.asSdk("/sdk/v1/outcomes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireCodec.encode(batch))));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void evaluatesBudgetGateFromSlosOfService() {
        for (String flag : List.of("spent", "fine", "mute", "free")) {
            server.put("/api/v1/environments/default/flags/" + flag, """
                    {"state":"ENABLED","defaultVariant":"on","variants":{"on":true,"off":false}}""");
        }
        server.put("/api/v1/services", """
                {"services":{"service-of-spent":{"flags":[{"environment":"default","flag":"spent"}]},
                 "service-of-fine":{"flags":[{"environment":"default","flag":"fine"}]},
                 "service-of-mute":{"flags":[{"environment":"default","flag":"mute"}]},
                 "other":{"flags":[{"environment":"default","flag":"free"}]}}}""");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        insertCallCounts("spent", now, -60, 0, 1000, 100);
        insertCallCounts("fine", now, -60, 0, 1000, 0);
        for (String name : List.of("spent", "fine", "mute")) {
            assertThat(patch(SloFixtures.outcomes(name, name)).statusCode()).isEqualTo(200);
        }

        await("the minutes to be taken in, and the gate to have heard of it")
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(gate("spent"))
                        .isEqualTo("DENY spent, availability has spent its error budget; budget left: -9,900%"));
        await("the same of the other")
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(gate("fine"))
                        .isEqualTo("PASS fine, availability is within its error budget; budget left: 100%"));
        assertThat(gate("mute")).isEqualTo("UNKNOWN mute, availability has no data; budget left: unknown");
        assertThat(gate("free")).isEqualTo("PASS no SLO is defined for other");
        assertThat(gate("idle")).startsWith("UNKNOWN SLOs are defined, but the service of the change is unknown");
        assertThat(server.post("/api/v1/environments/default/rollouts", """
                {"flag":"spent","control":"on","candidate":"off","plan":"fast","reason":"try"}""").body())
                .contains("gates-closed", "budget: spent, availability has spent its error budget");
    }

    private String gate(String flag) {
        JsonNode report = TestServer.json(server.get("/api/v1/environments/default/flags/" + flag + "/gates"));
        JsonNode budget = report.get("gates")
                .valueStream()
                .filter(one -> one.get("gate").stringValue().equals("budget"))
                .findFirst()
                .orElseThrow();
        JsonNode left = budget.at("/evidence/0");
        return budget.get("verdict").stringValue() + " " + budget.get("reason").stringValue()
                + (left.isMissingNode()
                        ? ""
                        : "; " + left.get("name").stringValue() + ": "
                                + left.get("value").stringValue());
    }

    /// Inserts calls and failures for each minute of a range relative to a moment.
    private void insertCallCounts(String flag, Instant moment, int from, int to, long calls, long failures) {
        for (int minute = from; minute < to; minute++) {
            server.bean(JdbcClient.class)
                    .sql("""
                            insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                            values ('default', :flag, :minute, 0, :calls, :failures)
                            on conflict (environment, flag, minute, shard) do nothing
                            """)
                    .param("flag", flag)
                    .param("minute", Timestamp.from(moment.plus(Duration.ofMinutes(minute))))
                    .param("calls", calls)
                    .param("failures", failures)
                    .update();
        }
    }

    private List<String> listAuditActions() {
        return server.bean(JdbcClient.class)
                .sql("select action from audit_entry")
                .query((row, index) -> row.getString(1))
                .list();
    }
}
