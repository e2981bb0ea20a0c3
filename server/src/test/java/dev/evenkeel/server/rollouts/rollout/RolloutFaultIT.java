// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.batch;
import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.split;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantCountsCodec;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import dev.evenkeel.server.rollouts.rollout.guard.TestClockGuard;
import java.sql.Timestamp;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Decisions of the guard on faulty outcome data and clock jumps (docs/reference/faults.md).
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

    @AfterEach
    void verifyReplayAndAbort() {
        assertReplays(server, id);
        List<JsonNode> ticks = ticks();
        assertThat(ticks.stream().map(tick -> tick.get("number").longValue()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ticks.size()).boxed().toList());
        server.post("/api/v1/rollouts/" + id + "/abort", "{}");
    }

    @Test
    void countsUnitsOnceAfterProcessRestart() {
        startRunning();
        var before = split(window(), SplitSide.CANDIDATE, LongStream.range(0, 40), 1);
        receive(batch(rolloutScene.flag + "-p1", 1, successes(SplitSide.CONTROL, 360), before));

        receive(batch(rolloutScene.flag + "-p2", 1, successes(SplitSide.CONTROL, 360), before));

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
        startRunning(FIRST_STEP, LONG_DWELL);
        OutcomeBatch late = batch(rolloutScene.flag + "-late", 1, successes(SplitSide.CONTROL, 900), failures(100, 30));
        rolloutScene.define("modern");
        service.refresh();
        guard.receive(service.makeCalls(200));
        guard.evaluate();
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
        startRunning(FIRST_STEP, LONG_DWELL);
        OutcomeBatch late = batch(rolloutScene.flag + "-late", 1, successes(SplitSide.CONTROL, 90), failures(10, 10));
        guard.advanceClock(Duration.ofHours(1)).evaluate();
        receive(batch(
                rolloutScene.flag + "-now", 1, successes(SplitSide.CONTROL, 9), successes(SplitSide.CANDIDATE, 1)));
        assertThat(decisionKinds(rolloutScene.rollout(id))).doesNotContain("ROLL_BACK");

        receive(late);
        receive(late);

        JsonNode back = rolloutScene.rollout(id);
        assertThat(decisionKinds(back)).endsWith("ROLL_BACK");
        assertThat(back.get("counts").get("candidate").get("failedUnits").longValue())
                .isEqualTo(10);
    }

    @Test
    void ignoresFailuresFromBeforeFlagEditArrivingOneMinuteLater() {
        startRunning(FIRST_STEP, LONG_DWELL);
        OutcomeBatch late = batch(rolloutScene.flag + "-late", 1, successes(SplitSide.CONTROL, 90), failures(10, 10));
        rolloutScene.define("modern");
        guard.advanceClock(Duration.ofSeconds(60)).evaluate();

        receive(late);

        JsonNode rollout = rolloutScene.rollout(id);
        assertThat(decisionKinds(rollout)).doesNotContain("ROLL_BACK");
        assertThat(rollout.get("counts").get("candidate").get("failedUnits").longValue())
                .as("it is written down")
                .isEqualTo(10);
        assertThat(lastTick().get("rollbackLog10").isNull()).isTrue();
    }

    @Test
    void rollsBackOnFailuresFromBeforeFlagEditArrivingPromptly() {
        startRunning(FIRST_STEP, LONG_DWELL);
        OutcomeBatch late = batch(rolloutScene.flag + "-late", 1, successes(SplitSide.CONTROL, 90), failures(10, 10));
        rolloutScene.define("modern");
        guard.advanceClock(Duration.ofSeconds(1)).evaluate();

        receive(late);

        assertThat(decisionKinds(rolloutScene.rollout(id))).endsWith("ROLL_BACK");
    }

    @Test
    void recordsOutcomesAfterEndWithoutChangingDecisions() {
        startRunning();
        OutcomeBatch late = batch(rolloutScene.flag + "-late", 1, successes(SplitSide.CONTROL, 90), failures(50, 50));
        receive(batch(rolloutScene.flag + "-now", 1, successes(SplitSide.CONTROL, 90), failures(10, 10)));
        JsonNode ended = rolloutScene.rollout(id);
        assertThat(hasStatus(ended, "ROLLED_BACK")).isTrue();

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
        startRunning(FIRST_STEP, LONG_DWELL);
        List<OutcomeBatch> batches = Stream.of(3, 1, 2)
                .map(sequence -> batch(
                        rolloutScene.flag + "-p",
                        sequence,
                        successes(SplitSide.CONTROL, 90),
                        split(window(), SplitSide.CANDIDATE, LongStream.range(0, 10L * sequence), sequence)))
                .toList();

        batches.forEach(guard::receive);
        guard.evaluate();

        JsonNode candidate = lastTick().get("candidate");
        assertThat(candidate.get("calls").longValue()).isEqualTo(60);
        assertThat(candidate.get("failures").longValue()).isEqualTo(6);
        assertThat(candidate.get("failedUnits").longValue()).isEqualTo(3);
        assertThat(candidate.get("trials").longValue()).isEqualTo(30);
    }

    @Test
    void splitsBatchAcrossStepChangeIntoOneTickPerStep() {
        startRunning();
        List<OutcomeSummary> before = service.makeCalls(400).summaries();
        OutcomeSummary late = failures(5, 5);
        receive(batch(
                rolloutScene.flag + "-p", 1, successes(SplitSide.CONTROL, 3_600), successes(SplitSide.CANDIDATE, 400)));
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
        int ticks = ticks().size();
        service.refresh();

        List<OutcomeSummary> both = new ArrayList<>(before);
        both.addAll(service.makeCalls(400).summaries());
        receive(batch(rolloutScene.flag + "-p", 2, both.toArray(OutcomeSummary[]::new)));

        List<JsonNode> two = ticks().subList(ticks, ticks().size());
        assertThat(two).hasSize(2);
        assertThat(two.get(0).get("late").booleanValue()).isTrue();
        assertThat(two).extracting(tick -> tick.get("exposure").intValue()).containsExactly(10, 50);
        assertThat(two).extracting(tick -> tick.get("step").intValue()).containsExactly(0, 1);
        assertThat(two).extracting(RolloutFaultIT::calls).containsExactly(400L, 400L);
        assertThat(advance(two.get(0))).isZero();

        receive(batch(rolloutScene.flag + "-p", 3, late));
        assertThat(lastTick().get("exposure").intValue()).isEqualTo(10);
        assertThat(rollback(lastTick())).isGreaterThan(rollback(two.get(1)));
    }

    @Test
    void holdsAndThenRollsBackWithoutCandidateCalls() {
        startRunning();
        receive(batch(
                rolloutScene.flag + "-p", 1, successes(SplitSide.CONTROL, 900), successes(SplitSide.CANDIDATE, 1)));
        var sequence = new long[] {1};
        for (int second = 0; second < 3; second++) {
            guard.advanceClock(Duration.ofSeconds(1));
            receive(batch(rolloutScene.flag + "-p", ++sequence[0], successes(SplitSide.CONTROL, 100)));
        }

        assertThat(lastReason()).matches("cannot evaluate: no candidate calls for \\d s, expected about \\d+");
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        guard.advanceClock(Duration.ofMinutes(10));
        receive(batch(rolloutScene.flag + "-p", ++sequence[0], successes(SplitSide.CONTROL, 100)));
        assertThat(lastReason()).startsWith("missing data, no breach: no candidate calls for 10 min");
    }

    @Test
    void holdsWithoutControlUnits() {
        startRunning();
        for (int second = 0; second < 5; second++) {
            guard.advanceClock(Duration.ofSeconds(1));
            receive(batch(rolloutScene.flag + "-p", second + 1L, successes(SplitSide.CANDIDATE, 1_000)));
        }
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason()).startsWith("cannot evaluate: no units on control, expected about ");
    }

    @Test
    void holdsOnSampleRatioMismatch() {
        startRunning(FIRST_STEP, LONG_DWELL);
        for (int sequence = 1; sequence <= 21; sequence++) {
            guard.advanceClock(Duration.ofSeconds(MOST_SECONDS));
            receive(batch(
                    rolloutScene.flag + "-p",
                    sequence,
                    successes(SplitSide.CONTROL, 225),
                    successes(SplitSide.CANDIDATE, 75)));
        }
        assertThat(lastReason()).startsWith("cannot evaluate: 25% of").contains("expected 10%");
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
    }

    @Test
    void reportsNoMissingOutcomesOnForwardClockJump() {
        startRunning(FIRST_STEP, Json.of("{'exposure':10,'dwell':'PT2H'}"));
        receive(batch(
                rolloutScene.flag + "-p",
                1,
                successes(SplitSide.CONTROL, 9_000),
                successes(SplitSide.CANDIDATE, 1_000)));
        guard.advanceClock(Duration.ofHours(1)).evaluate().advanceAndEvaluate(5);

        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason()).contains("stays at 10%");
        guard.advanceAndEvaluate(20);
        assertThat(lastReason()).isEqualTo("cannot evaluate: no outcomes for 20 s");
    }

    @Test
    void waitsForOutcomesBeforeCompletingAfterForwardClockJump() {
        startRunning(Json.of("{'exposure':100}"), Json.of("{'exposure':100,'dwell':'PT30M'}"));
        advanceTo(100);
        guard.advanceClock(Duration.ofHours(1)).evaluate().advanceAndEvaluate(3);

        assertThat(rolloutScene.rollout(id).get("status").stringValue()).isEqualTo("RUNNING");
        guard.receive(service.makeCalls(0));
        receive(batch(rolloutScene.flag + "-up", 20, successes(SplitSide.CANDIDATE, 100)));
        assertThat(hasStatus(rolloutScene.rollout(id), "COMPLETED")).isTrue();
    }

    @Test
    void holdsLongerAndDetectsMissingOutcomesAfterBackwardClockJump() {
        startRunning(FIRST_STEP, Json.of("{'exposure':10,'dwell':'PT10S'}"));
        receive(batch(
                rolloutScene.flag + "-p",
                1,
                successes(SplitSide.CONTROL, 9_000),
                successes(SplitSide.CANDIDATE, 1_000)));
        guard.advanceAndEvaluate(5).advanceClock(Duration.ofHours(-1)).evaluate();
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        Instant receivedAt = guard.now();
        receive(batch(
                rolloutScene.flag + "-p", 2, successes(SplitSide.CONTROL, 90), successes(SplitSide.CANDIDATE, 10)));
        assertThat(Instant.parse(lastTick().get("at").stringValue())).isEqualTo(receivedAt);

        guard.advanceAndEvaluate(19);
        assertThat(lastReason()).startsWith("stays at 10% for another");
        guard.advanceAndEvaluate(1);
        assertThat(lastReason()).isEqualTo("cannot evaluate: no outcomes for 21 s");
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        guard.advanceAndEvaluate(1).advanceClock(Duration.ofHours(1)).evaluate().advanceAndEvaluate(1);
        receive(batch(
                rolloutScene.flag + "-p", 3, successes(SplitSide.CONTROL, 90), successes(SplitSide.CANDIDATE, 10)));
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void findsNoSilenceWhenOutcomesArriveDuringEvaluation() {
        startRunning(FIRST_STEP, LONG_DWELL);
        callAndEvaluate(30, () -> {});
        guard.advanceClock(Duration.ofSeconds(1));
        guard.receive(service.makeCalls(300));
        guard.advanceClock(Duration.ofMillis(-3)).evaluate();

        assertThat(reasons()).noneMatch(reason -> reason.contains("no outcomes"));
    }

    @Test
    void findsNoSilenceWhenGuardIsBehind() {
        startRunning(FIRST_STEP, LONG_DWELL);
        guard.advanceAndEvaluate(18);
        guard.receive(service.makeCalls(300));
        repeatPendingEvidence(600);
        guard.advanceClock(Duration.ofSeconds(2));
        guard.receive(service.makeCalls(300));
        server.bean(JdbcClient.class)
                .sql("update pending_evidence set received_at = received_at - interval '18 s' where received_at < :now")
                .param("now", Timestamp.from(guard.now()))
                .update();
        guard.evaluate();

        assertThat(ticks()).hasSizeGreaterThan(2);
        assertThat(reasons()).noneMatch(reason -> reason.contains("no outcomes"));
    }

    @Test
    void findsSilenceWhenGuardIsBehindAndOnlyMetricSourcesReport() {
        startRunning(FIRST_STEP, LONG_DWELL);
        callAndEvaluate(1, () -> {});
        guard.advanceAndEvaluate(18).advanceClock(Duration.ofSeconds(2));
        insertEvidenceWithoutCalls(600);
        guard.evaluate();

        assertThat(lastReason()).isEqualTo("cannot evaluate: no outcomes for 21 s");
    }

    @Test
    void holdsUntilSilentProcessSendsOutcomesAgain() {
        startRunning(FIRST_STEP, SHORT_DWELL);
        String silent = rolloutScene.flag + "-silent";
        receive(batch(silent, 1, successes(SplitSide.CONTROL, 90), successes(SplitSide.CANDIDATE, 10)));
        callAndEvaluate(29, () -> guard.touch(silent));
        assertThat(holdReason()).isEqualTo("DWELL");
        callAndEvaluate(16, () -> guard.touch(silent));

        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(holdReason()).isEqualTo("SILENT_PROCESS");
        assertThat(lastReason())
                .startsWith("cannot evaluate: process \"" + silent + "\" has sent no outcomes since 20")
                .endsWith("Z and is connected");
        assertThat(server.get("/rollouts/" + id).body()).contains("A process sends no outcomes");

        guard.receive(batch(silent, 2));
        callAndEvaluate(2, () -> guard.touch(silent));
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void ignoresSilentProcessBelowToleratedShare() {
        startRunning(FIRST_STEP, SHORT_DWELL, ROLL_BACK_FROM, ROLL_BACK_FROM + Json.of(",'silentShare':25"));
        String silent = rolloutScene.flag + "-small";
        receive(batch(silent, 1, successes(SplitSide.CONTROL, 9), successes(SplitSide.CANDIDATE, 1)));
        callAndEvaluate(45, () -> guard.touch(silent));

        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsForSilentProcessAboveToleratedShare() {
        startRunning(FIRST_STEP, SHORT_DWELL, ROLL_BACK_FROM, ROLL_BACK_FROM + Json.of(",'silentShare':25"));
        String silent = rolloutScene.flag + "-large";
        receive(batch(silent, 1, successes(SplitSide.CONTROL, 90), successes(SplitSide.CANDIDATE, 10)));
        callAndEvaluate(45, () -> guard.touch(silent));

        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason())
                .startsWith("cannot evaluate: process \"" + silent + "\" has sent no outcomes since ")
                .endsWith(" and is connected; the plan tolerates silent processes with at most 25% of the calls");
    }

    @Test
    void holdsForConnectedProcessThatNeverSentOutcomes() {
        startRunning(FIRST_STEP, SHORT_DWELL);
        rolloutScene.service("mute", 2);
        callAndEvaluate(61, () -> guard.touch(rolloutScene.flag + "-mute"));

        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason())
                .startsWith("cannot evaluate: process \"" + rolloutScene.flag + "-mute\" has sent no outcomes since ");
        callAndEvaluate(17, () -> {});
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsAtMostOneMinuteForKilledProcess() {
        startRunning(FIRST_STEP, SHORT_DWELL);
        receive(batch(
                rolloutScene.flag + "-killed",
                1,
                successes(SplitSide.CONTROL, 90),
                successes(SplitSide.CANDIDATE, 10)));
        callAndEvaluate(55, () -> {});
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason()).contains("-killed\" has sent no outcomes since ", " and is not connected; ");
        /* The server sets when it was last seen by its own clock, which may be ahead of the test's. */
        callAndEvaluate(25, () -> {});

        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsUntilReporterWithHeartbeatReportsAgain() {
        startRunning(FIRST_STEP, SHORT_DWELL);
        guard.report(rolloutScene.flag + "-reporter", 1, PROMISE + controlCall());
        callAndEvaluate(45, () -> {});
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason())
                .contains("-reporter\" has sent no outcomes since ", " although it reports every 10 s; ");

        guard.report(rolloutScene.flag + "-reporter", 2, PROMISE);
        callAndEvaluate(2, () -> {});
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsAtMostFiveMinutesForLostReporter() {
        startRunning(FIRST_STEP, SHORT_DWELL);
        guard.report(rolloutScene.flag + "-reporter", 1, PROMISE + controlCall());
        callAndEvaluate(290, () -> {});
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        callAndEvaluate(15, () -> {});

        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void ignoresSilentReporterWithoutHeartbeat() {
        startRunning(FIRST_STEP, SHORT_DWELL);
        guard.report(rolloutScene.flag + "-withdrawn", 1, PROMISE + controlCall());
        guard.report(rolloutScene.flag + "-withdrawn", 2, "");
        guard.report(rolloutScene.flag + "-unpromised", 1, controlCall());
        callAndEvaluate(42, () -> {});

        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    private String controlCall() {
        return """
                ,"groups":[{"flag":"%s","variant":"classic","rollout":"%s","revision":%d,"role":"control",\
                "calls":[{"micros":4000}]}]""".formatted(
                rolloutScene.flag, id, Objects.requireNonNull(service.split()).revision());
    }

    @Test
    void ignoresDeregisteredProcessAndProcessNotUsingFlag() {
        startRunning(FIRST_STEP, SHORT_DWELL);
        String ended = rolloutScene.flag + "-ended";
        receive(batch(ended, 1, successes(SplitSide.CONTROL, 90), successes(SplitSide.CANDIDATE, 10)));
        receive(batch(rolloutScene.flag + "-of-another-service", 1));
        assertThat(server.send(server.asSdk("/sdk/v1/clients/" + ended).DELETE())
                        .statusCode())
                .isEqualTo(204);
        callAndEvaluate(42, () -> {});

        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    @Test
    void holdsForSilentProcessAfterGuardDowntime() {
        startRunning(FIRST_STEP, SHORT_DWELL);
        String silent = rolloutScene.flag + "-silent";
        receive(batch(silent, 1, successes(SplitSide.CONTROL, 90), successes(SplitSide.CANDIDATE, 10)));
        callAndEvaluate(45, () -> guard.touch(silent));
        guard.advanceClock(Duration.ofMinutes(5)).evaluate();
        callAndEvaluate(10, () -> {});

        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        assertThat(lastReason()).endsWith(", from process \"" + silent + "\"");
        callAndEvaluate(10, () -> {});
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START", "ADVANCE");
    }

    /// Advances the clock while a healthy process sends outcomes and the guard evaluates without gaps.
    private void callAndEvaluate(int seconds, Runnable eachTime) {
        for (int left = seconds; left > 0; left -= MOST_SECONDS) {
            guard.advanceClock(Duration.ofSeconds(Math.min(left, MOST_SECONDS)));
            eachTime.run();
            guard.receive(service.makeCalls(300));
            guard.evaluate();
        }
        guard.advanceClock(Duration.ofMillis(200)).evaluate();
    }

    private String holdReason() {
        return rolloutScene.rollout(id).get("holdReason").stringValue();
    }

    private void startRunning(String... textsAndReplacements) {
        id = rolloutScene.startWith(textsAndReplacements);
        guard.receive(service.refresh().makeCalls(600));
        guard.evaluate();
        assertThat(hasStatus(rolloutScene.rollout(id), "RUNNING")).isTrue();
        guard.advanceClock(Duration.ofMillis(200)).evaluate();
        service.refresh();
    }

    /* One step after the other, each with the evidence that it takes. */
    private void advanceTo(int exposure) {
        for (int i = 1; rolloutScene.rollout(id).get("exposure").intValue() < exposure; i++) {
            assertThat(i).isLessThan(10);
            guard.advanceClock(Duration.ofSeconds(1));
            receive(batch(
                    rolloutScene.flag + "-up",
                    i,
                    successes(SplitSide.CONTROL, 2_000),
                    successes(SplitSide.CANDIDATE, 2_000)));
        }
    }

    /// Sends a batch, and evaluates once its tick is closed.
    private void receive(OutcomeBatch batch) {
        guard.receive(batch);
        guard.evaluate().advanceClock(Duration.ofMillis(200)).evaluate();
    }

    private RolloutExposureWindow window() {
        JsonNode rollout = rolloutScene.rollout(id);
        return new RolloutExposureWindow(
                id, rollout.get("revision").longValue(), "default", rolloutScene.flag, "classic", "modern");
    }

    /// Successful calls of new units.
    private OutcomeSummary successes(SplitSide side, int calls) {
        long first = nextUnit;
        nextUnit += calls;
        return split(window(), side, LongStream.range(first, nextUnit), 0);
    }

    /// Calls of new units on the candidate, of which the first ones fail.
    private OutcomeSummary failures(int calls, int failing) {
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

    private void repeatPendingEvidence(int times) {
        server.bean(JdbcClient.class).sql("""
                        insert into pending_evidence
                            (rollout, revision, received_at, first_failure_at, overflow, control, candidate)
                        select rollout, revision, received_at, first_failure_at, overflow, control, candidate
                        from pending_evidence, generate_series(1, :times)
                        """).param("times", times).update();
    }

    private void insertEvidenceWithoutCalls(int rows) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into pending_evidence (rollout, revision, received_at, overflow, control, candidate)
                        select :id, (select max(revision) from evidence_window where rollout = :id), :now, 0,
                               :none::jsonb, :none::jsonb
                        from generate_series(1, :rows)
                        """)
                .param("id", id)
                .param("now", Timestamp.from(guard.now()))
                .param("none", VariantCountsCodec.encode(VariantCounts.none()))
                .param("rows", rows)
                .update();
    }

    private List<String> reasons() {
        return rolloutScene
                .rollout(id)
                .get("decisions")
                .valueStream()
                .map(decision -> decision.get("reason").stringValue())
                .toList();
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
