// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.batch;
import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.split;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.is;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import dev.evenkeel.server.rollouts.rollout.guard.TestClockGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// What the guard makes of faults in what it is told, and of clocks that are set (docs/reference/faults.md).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutFaultIT {
    private static final String PROMISE = Json.of(",'heartbeat':true");
    private static final String ROLL_BACK_FROM = Json.of("'rollBackFrom':5");
    private static final String FIRST_STEP = Json.of("{'exposure':10}");
    private static final String SHORT_DWELL = Json.of("{'exposure':10,'dwell':'PT40S'}");
    private static final String LONG_DWELL = Json.of("{'exposure':10,'dwell':'PT1H'}");
    private static final int MOST_SECONDS = 3;
    private TestServer server;
    private RolloutScene rolloutScene;
    private TestClockGuard guard;
    private SimulatedService service;
    private String id = "";
    private long nextUnit;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void openScene() {
        rolloutScene = new RolloutScene(server);
        guard = new TestClockGuard(server);
        service = rolloutScene.service("a", 1);
        nextUnit = 1_000_000;
    }

    /// Whatever was done to it: the record explains itself.
    @AfterEach
    void replaysAndEnds() {
        JsonNode replay = TestServer.json(server.get("/api/v1/rollouts/" + id + "/replay"));
        assertThat(replay.get("identical").booleanValue()).as(replay.toString()).isTrue();
        List<JsonNode> ticks = ticks();
        assertThat(ticks.stream().map(tick -> tick.get("number").longValue()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ticks.size()).boxed().toList());
        server.post("/api/v1/rollouts/" + id + "/abort", "{}");
    }

    @Test
    void countsUnitsOnceAfterProcessRestart() {
        begin();
        var before = split(window(), SplitSide.CANDIDATE, LongStream.range(0, 40), 1);
        receive(batch(rolloutScene.flag + "-p1", 1, traffic(SplitSide.CONTROL, 360), before));

        receive(batch(rolloutScene.flag + "-p2", 1, traffic(SplitSide.CONTROL, 360), before));

        JsonNode candidate = rolloutScene.rollout(id).get("counts").get("candidate");
        assertThat(candidate.get("calls").longValue()).isEqualTo(80);
        assertThat(candidate.get("failures").longValue()).isEqualTo(2);
        assertThat(candidate.get("failedUnits").longValue()).isEqualTo(1);
        assertThat(candidate.get("trials").longValue()).isEqualTo(40);
        assertThat(lastTick().get("candidate").get("failedUnits").longValue()).isZero();
        assertThat(rollback(lastTick())).isEqualTo(rollback(ticks().get(ticks().size() - 2)));
    }

    @Test
    void countsFailuresOfLateBatchForRollbackOnly() {
        begin(FIRST_STEP, LONG_DWELL);
        OutcomeBatch late = batch(rolloutScene.flag + "-late", 1, traffic(SplitSide.CONTROL, 900), failing(100, 30));
        rolloutScene.define("modern");
        service.refresh();
        guard.receive(service.call(200));
        guard.look();
        JsonNode before = lastTick();

        receive(late);

        assertThat(lastTick().get("late").booleanValue()).isTrue();
        assertThat(lastTick().get("revision").longValue())
                .isLessThan(before.get("revision").longValue());
        assertThat(advance(lastTick())).isEqualTo(advance(before));
        assertThat(rollback(lastTick())).isGreaterThan(rollback(before));
    }

    @Test
    void countsHourLateBatchOnceAndRollsBackOnItsFailures() {
        begin(FIRST_STEP, LONG_DWELL);
        OutcomeBatch late = batch(rolloutScene.flag + "-late", 1, traffic(SplitSide.CONTROL, 90), failing(10, 10));
        guard.step(Duration.ofHours(1)).look();
        receive(batch(rolloutScene.flag + "-now", 1, traffic(SplitSide.CONTROL, 9), traffic(SplitSide.CANDIDATE, 1)));
        assertThat(kinds(rolloutScene.rollout(id))).doesNotContain("ROLL_BACK");

        receive(late);
        receive(late);

        JsonNode back = rolloutScene.rollout(id);
        assertThat(kinds(back)).endsWith("ROLL_BACK");
        assertThat(back.get("counts").get("candidate").get("failedUnits").longValue())
                .isEqualTo(10);
    }

    @Test
    void ignoresFailuresFromBeforeFlagEditArrivingOneMinuteLater() {
        begin(FIRST_STEP, LONG_DWELL);
        OutcomeBatch late = batch(rolloutScene.flag + "-late", 1, traffic(SplitSide.CONTROL, 90), failing(10, 10));
        rolloutScene.define("modern");
        guard.step(Duration.ofSeconds(60)).look();

        receive(late);

        JsonNode rollout = rolloutScene.rollout(id);
        assertThat(kinds(rollout)).doesNotContain("ROLL_BACK");
        assertThat(rollout.get("counts").get("candidate").get("failedUnits").longValue())
                .as("it is written down")
                .isEqualTo(10);
        assertThat(lastTick().get("rollbackLog10").isNull()).isTrue();
    }

    @Test
    void rollsBackOnFailuresFromBeforeFlagEditArrivingPromptly() {
        begin(FIRST_STEP, LONG_DWELL);
        OutcomeBatch late = batch(rolloutScene.flag + "-late", 1, traffic(SplitSide.CONTROL, 90), failing(10, 10));
        rolloutScene.define("modern");
        guard.step(Duration.ofSeconds(1)).look();

        receive(late);

        assertThat(kinds(rolloutScene.rollout(id))).endsWith("ROLL_BACK");
    }

    @Test
    void recordsOutcomesAfterEndWithoutChangingDecisions() {
        begin();
        OutcomeBatch late = batch(rolloutScene.flag + "-late", 1, traffic(SplitSide.CONTROL, 90), failing(50, 50));
        receive(batch(rolloutScene.flag + "-now", 1, traffic(SplitSide.CONTROL, 90), failing(10, 10)));
        JsonNode ended = rolloutScene.rollout(id);
        assertThat(is(ended, "ROLLED_BACK")).isTrue();

        receive(late);

        JsonNode after = rolloutScene.rollout(id);
        assertThat(after.get("decisions")).isEqualTo(ended.get("decisions"));
        assertThat(after.get("exposure")).isEqualTo(ended.get("exposure"));
        assertThat(after.get("counts").get("candidate").get("calls").longValue())
                .isEqualTo(60);
        assertThat(lastTick().get("rollbackLog10").isNull()).isTrue();
    }

    @Test
    void countsBatchesRegardlessOfArrivalOrder() {
        begin(FIRST_STEP, LONG_DWELL);
        List<OutcomeBatch> batches = Stream.of(3, 1, 2)
                .map(sequence -> batch(
                        rolloutScene.flag + "-p",
                        sequence,
                        traffic(SplitSide.CONTROL, 90),
                        split(window(), SplitSide.CANDIDATE, LongStream.range(0, 10L * sequence), sequence)))
                .toList();

        batches.forEach(guard::receive);
        guard.look();

        JsonNode candidate = lastTick().get("candidate");
        assertThat(candidate.get("calls").longValue()).isEqualTo(60);
        assertThat(candidate.get("failures").longValue()).isEqualTo(6);
        assertThat(candidate.get("failedUnits").longValue()).isEqualTo(3);
        assertThat(candidate.get("trials").longValue()).isEqualTo(30);
    }

    @Test
    void splitsBatchAcrossStepChangeIntoOneTickPerStep() {
        begin();
        List<OutcomeSummary> before = service.call(400).summaries();
        OutcomeSummary failures = failing(5, 5);
        receive(batch(
                rolloutScene.flag + "-p", 1, traffic(SplitSide.CONTROL, 3_600), traffic(SplitSide.CANDIDATE, 400)));
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
        int ticks = ticks().size();
        service.refresh();

        List<OutcomeSummary> both = new ArrayList<>(before);
        both.addAll(service.call(400).summaries());
        receive(batch(rolloutScene.flag + "-p", 2, both.toArray(OutcomeSummary[]::new)));

        List<JsonNode> two = ticks().subList(ticks, ticks().size());
        assertThat(two).hasSize(2);
        assertThat(two.get(0).get("late").booleanValue()).isTrue();
        assertThat(two).extracting(tick -> tick.get("exposure").intValue()).containsExactly(10, 50);
        assertThat(two).extracting(tick -> tick.get("step").intValue()).containsExactly(0, 1);
        assertThat(two).extracting(RolloutFaultIT::calls).containsExactly(400L, 400L);
        assertThat(advance(two.get(0))).isZero();

        receive(batch(rolloutScene.flag + "-p", 3, failures));
        assertThat(lastTick().get("exposure").intValue()).isEqualTo(10);
        assertThat(rollback(lastTick())).isGreaterThan(rollback(two.get(1)));
    }

    @Test
    void holdsAndThenRollsBackWithoutCandidateCalls() {
        begin();
        receive(batch(rolloutScene.flag + "-p", 1, traffic(SplitSide.CONTROL, 900), traffic(SplitSide.CANDIDATE, 1)));
        var sequence = new long[] {1};
        for (int second = 0; second < 3; second++) {
            guard.step(Duration.ofSeconds(1));
            receive(batch(rolloutScene.flag + "-p", ++sequence[0], traffic(SplitSide.CONTROL, 100)));
        }

        assertThat(lastReason()).matches("cannot evaluate: no candidate calls for \\d s, expected about \\d+");
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        guard.step(Duration.ofMinutes(10));
        receive(batch(rolloutScene.flag + "-p", ++sequence[0], traffic(SplitSide.CONTROL, 100)));
        assertThat(lastReason()).startsWith("missing data, no breach: no candidate calls for 10 min");
    }

    @Test
    void holdsWithoutControlUnits() {
        begin();
        for (int second = 0; second < 5; second++) {
            guard.step(Duration.ofSeconds(1));
            receive(batch(rolloutScene.flag + "-p", second + 1L, traffic(SplitSide.CANDIDATE, 1_000)));
        }
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason()).startsWith("cannot evaluate: no units on control, expected about ");
    }

    @Test
    void holdsOnSampleRatioMismatch() {
        begin(FIRST_STEP, LONG_DWELL);
        for (int sequence = 1; sequence <= 21; sequence++) {
            guard.step(Duration.ofSeconds(MOST_SECONDS));
            receive(batch(
                    rolloutScene.flag + "-p",
                    sequence,
                    traffic(SplitSide.CONTROL, 225),
                    traffic(SplitSide.CANDIDATE, 75)));
        }
        assertThat(lastReason()).startsWith("cannot evaluate: 25% of").contains("expected 10%");
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
    }

    @Test
    void reportsNoMissingOutcomesOnForwardClockJump() {
        begin(FIRST_STEP, Json.of("{'exposure':10,'dwell':'PT2H'}"));
        receive(batch(
                rolloutScene.flag + "-p", 1, traffic(SplitSide.CONTROL, 9_000), traffic(SplitSide.CANDIDATE, 1_000)));
        guard.step(Duration.ofHours(1)).look().seconds(5);

        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason()).contains("stays at 10%");
        guard.seconds(20);
        assertThat(lastReason()).isEqualTo("cannot evaluate: no outcomes for 20 s");
    }

    @Test
    void waitsForOutcomesBeforeCompletingAfterForwardClockJump() {
        begin(Json.of("{'exposure':100}"), Json.of("{'exposure':100,'dwell':'PT30M'}"));
        advanceTo(100);
        guard.step(Duration.ofHours(1)).look().seconds(3);

        assertThat(rolloutScene.rollout(id).get("status").stringValue()).isEqualTo("RUNNING");
        guard.receive(service.call(0));
        receive(batch(rolloutScene.flag + "-up", 20, traffic(SplitSide.CANDIDATE, 100)));
        assertThat(is(rolloutScene.rollout(id), "COMPLETED")).isTrue();
    }

    @Test
    void holdsLongerAndDetectsMissingOutcomesAfterBackwardClockJump() {
        begin(FIRST_STEP, Json.of("{'exposure':10,'dwell':'PT10S'}"));
        receive(batch(
                rolloutScene.flag + "-p", 1, traffic(SplitSide.CONTROL, 9_000), traffic(SplitSide.CANDIDATE, 1_000)));
        guard.seconds(5).step(Duration.ofHours(-1)).look();
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        Instant heard = guard.now();
        receive(batch(rolloutScene.flag + "-p", 2, traffic(SplitSide.CONTROL, 90), traffic(SplitSide.CANDIDATE, 10)));
        assertThat(Instant.parse(lastTick().get("at").stringValue())).isEqualTo(heard);

        guard.seconds(19);
        assertThat(lastReason()).startsWith("stays at 10% for another");
        guard.seconds(1);
        assertThat(lastReason()).isEqualTo("cannot evaluate: no outcomes for 21 s");
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        guard.seconds(1).step(Duration.ofHours(1)).look().seconds(1);
        receive(batch(rolloutScene.flag + "-p", 3, traffic(SplitSide.CONTROL, 90), traffic(SplitSide.CANDIDATE, 10)));
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsUntilSilentProcessSendsOutcomesAgain() {
        begin(FIRST_STEP, SHORT_DWELL);
        String silent = rolloutScene.flag + "-silent";
        receive(batch(silent, 1, traffic(SplitSide.CONTROL, 90), traffic(SplitSide.CANDIDATE, 10)));
        serve(29, () -> guard.sign(silent));
        assertThat(holdReason()).isEqualTo("DWELL");
        serve(16, () -> guard.sign(silent));

        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(holdReason()).isEqualTo("SILENT_PROCESS");
        assertThat(lastReason())
                .startsWith("cannot evaluate: process \"" + silent + "\" has sent no outcomes since 20")
                .endsWith("Z and is connected");
        assertThat(server.get("/rollouts/" + id).body()).contains("A process sends no outcomes");

        guard.receive(batch(silent, 2));
        serve(2, () -> guard.sign(silent));
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void ignoresSilentProcessBelowToleratedShare() {
        begin(FIRST_STEP, SHORT_DWELL, ROLL_BACK_FROM, ROLL_BACK_FROM + Json.of(",'silentShare':25"));
        String silent = rolloutScene.flag + "-small";
        receive(batch(silent, 1, traffic(SplitSide.CONTROL, 9), traffic(SplitSide.CANDIDATE, 1)));
        serve(45, () -> guard.sign(silent));

        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsForSilentProcessAboveToleratedShare() {
        begin(FIRST_STEP, SHORT_DWELL, ROLL_BACK_FROM, ROLL_BACK_FROM + Json.of(",'silentShare':25"));
        String silent = rolloutScene.flag + "-large";
        receive(batch(silent, 1, traffic(SplitSide.CONTROL, 90), traffic(SplitSide.CANDIDATE, 10)));
        serve(45, () -> guard.sign(silent));

        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason())
                .startsWith("cannot evaluate: process \"" + silent + "\" has sent no outcomes since ")
                .endsWith(" and is connected; the plan tolerates silent processes with at most 25% of the calls");
    }

    @Test
    void holdsForConnectedProcessThatNeverSentOutcomes() {
        begin(FIRST_STEP, SHORT_DWELL);
        rolloutScene.service("mute", 2);
        serve(61, () -> guard.sign(rolloutScene.flag + "-mute"));

        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason())
                .startsWith("cannot evaluate: process \"" + rolloutScene.flag + "-mute\" has sent no outcomes since ");
        serve(17, () -> {});
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsAtMostOneMinuteForKilledProcess() {
        begin(FIRST_STEP, SHORT_DWELL);
        receive(batch(
                rolloutScene.flag + "-killed", 1, traffic(SplitSide.CONTROL, 90), traffic(SplitSide.CANDIDATE, 10)));
        serve(55, () -> {});
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason()).contains("-killed\" has sent no outcomes since ", " and is not connected; ");
        /* The server dates its last sign of life by its own clock, which may be ahead of the test's. */
        serve(25, () -> {});

        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsUntilReporterWithHeartbeatReportsAgain() {
        begin(FIRST_STEP, SHORT_DWELL);
        guard.report(rolloutScene.flag + "-reporter", 1, PROMISE + controlCall());
        serve(45, () -> {});
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason())
                .contains("-reporter\" has sent no outcomes since ", " although it reports every 10 s; ");

        guard.report(rolloutScene.flag + "-reporter", 2, PROMISE);
        serve(2, () -> {});
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsAtMostFiveMinutesForLostReporter() {
        begin(FIRST_STEP, SHORT_DWELL);
        guard.report(rolloutScene.flag + "-reporter", 1, PROMISE + controlCall());
        serve(290, () -> {});
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        serve(15, () -> {});

        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void ignoresSilentReporterWithoutHeartbeat() {
        begin(FIRST_STEP, SHORT_DWELL);
        guard.report(rolloutScene.flag + "-withdrawn", 1, PROMISE + controlCall());
        guard.report(rolloutScene.flag + "-withdrawn", 2, "");
        guard.report(rolloutScene.flag + "-unpromised", 1, controlCall());
        serve(42, () -> {});

        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    private String controlCall() {
        return """
                ,"groups":[{"flag":"%s","variant":"classic","rollout":"%s","revision":%d,"role":"control",\
                "calls":[{"micros":4000}]}]""".formatted(
                rolloutScene.flag, id, Objects.requireNonNull(service.split()).revision());
    }

    @Test
    void ignoresDeregisteredProcessAndProcessNotUsingFlag() {
        begin(FIRST_STEP, SHORT_DWELL);
        String ended = rolloutScene.flag + "-ended";
        receive(batch(ended, 1, traffic(SplitSide.CONTROL, 90), traffic(SplitSide.CANDIDATE, 10)));
        receive(batch(rolloutScene.flag + "-of-another-service", 1));
        assertThat(server.send(server.asSdk("/sdk/v1/clients/" + ended).DELETE())
                        .statusCode())
                .isEqualTo(204);
        serve(42, () -> {});

        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsForSilentProcessAfterGuardDowntime() {
        begin(FIRST_STEP, SHORT_DWELL);
        String silent = rolloutScene.flag + "-silent";
        receive(batch(silent, 1, traffic(SplitSide.CONTROL, 90), traffic(SplitSide.CANDIDATE, 10)));
        serve(45, () -> guard.sign(silent));
        guard.step(Duration.ofMinutes(5)).look();
        serve(10, () -> {});

        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason()).endsWith(", from process \"" + silent + "\"");
        serve(10, () -> {});
        assertThat(kinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    /// Seconds in which a healthy process serves and the guard looks, often enough not to have been absent.
    private void serve(int seconds, Runnable eachTime) {
        for (int left = seconds; left > 0; left -= MOST_SECONDS) {
            guard.step(Duration.ofSeconds(Math.min(left, MOST_SECONDS)));
            eachTime.run();
            guard.receive(service.call(300));
            guard.look();
        }
        guard.step(Duration.ofMillis(200)).look();
    }

    private String holdReason() {
        return rolloutScene.rollout(id).get("holdReason").stringValue();
    }

    private void begin(String... textsAndReplacements) {
        id = rolloutScene.startWith(textsAndReplacements);
        guard.receive(service.refresh().call(600));
        guard.look();
        assertThat(is(rolloutScene.rollout(id), "RUNNING")).isTrue();
        guard.step(Duration.ofMillis(200)).look();
        service.refresh();
    }

    /* One step after the other, each with the evidence that it takes. */
    private void advanceTo(int exposure) {
        for (int i = 1; rolloutScene.rollout(id).get("exposure").intValue() < exposure; i++) {
            assertThat(i).isLessThan(10);
            guard.step(Duration.ofSeconds(1));
            receive(batch(
                    rolloutScene.flag + "-up",
                    i,
                    traffic(SplitSide.CONTROL, 2_000),
                    traffic(SplitSide.CANDIDATE, 2_000)));
        }
    }

    /// A batch arrives, and the guard looks once its tick is closed.
    private void receive(OutcomeBatch batch) {
        guard.receive(batch);
        guard.look().step(Duration.ofMillis(200)).look();
    }

    private RolloutExposureWindow window() {
        JsonNode rollout = rolloutScene.rollout(id);
        return new RolloutExposureWindow(
                id, rollout.get("revision").longValue(), "default", rolloutScene.flag, "classic", "modern");
    }

    /// Calls of units that nobody saw before and that do not fail.
    private OutcomeSummary traffic(SplitSide side, int calls) {
        long first = nextUnit;
        nextUnit += calls;
        return split(window(), side, LongStream.range(first, nextUnit), 0);
    }

    /// The same on the candidate, and the first of them fail.
    private OutcomeSummary failing(int calls, int failing) {
        long first = nextUnit;
        nextUnit += calls;
        return split(window(), SplitSide.CANDIDATE, LongStream.range(first, nextUnit), first + failing);
    }

    private List<JsonNode> ticks() {
        return TestServer.json(server.get("/api/v1/rollouts/" + id + "/ticks"))
                .valueStream()
                .toList();
    }

    private JsonNode lastTick() {
        return ticks().getLast();
    }

    private String lastReason() {
        JsonNode decisions = rolloutScene.rollout(id).get("decisions");
        return decisions.get(decisions.size() - 1).get("reason").stringValue();
    }

    private static long calls(JsonNode tick) {
        return tick.get("control").get("calls").longValue()
                + tick.get("candidate").get("calls").longValue();
    }

    private static double advance(JsonNode tick) {
        return tick.get("checks").get("errors").get("advanceLog10").doubleValue();
    }

    private static double rollback(JsonNode tick) {
        return tick.get("rollbackLog10").doubleValue();
    }
}
