// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.api.RolloutApi.PerVariant;
import dev.evenkeel.api.RolloutApi.ReplayResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.VariantCountsResponse;
import dev.evenkeel.api.RolloutApi.VariantMetricCountsResponse;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.examples.demo.environment.LedgerBalanceCheck;
import dev.evenkeel.examples.demo.environment.OutcomeCount;
import dev.evenkeel.examples.demo.process.EmbeddedPostgresProcess;
import dev.evenkeel.examples.demo.scenario.CandidateFaultScenarios;
import dev.evenkeel.examples.demo.scenario.FailureScenario;
import dev.evenkeel.examples.demo.scenario.ScenarioEnvironment;
import dev.evenkeel.examples.demo.scenario.ScenarioResult;
import dev.evenkeel.examples.demo.scenario.SharedFaultScenarios;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Kills, restarts and faults of a payment service under traffic, with the real programs.
///
/// One environment serves all scenarios, since its latency reference takes 40 s of traffic; each scenario ends
/// the rollout it starts. Scenarios that unbalance the ledger run after the ledger check.
@Tag("story")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultScenariosIT {
    private static final String FAULT = "byte-order-mark";
    private static final long SEED = 20_261_125;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private ScenarioEnvironment environment;

    @BeforeAll
    void open(@TempDir Path data) throws IOException, InterruptedException {
        environment = ScenarioEnvironment.open(Repository.root(), data, SEED);
    }

    @AfterAll
    void close() {
        environment.close();
    }

    /// The moment of the kill, in messages that customers write after the bad candidate started: 250 are a
    /// second or two, and the rollback comes after two to four.
    @Order(1)
    @ParameterizedTest
    @ValueSource(longs = 450)
    void rollsBackExactlyOnceWhenServerIsKilled(long messagesBeforeTheKill) throws Exception {
        String id = startBadCandidate();
        environment.awaitMessages(messagesBeforeTheKill);
        environment.programs().server().kill();
        environment.restartServer();
        assertRolledBackOnce(id);
    }

    @Order(2)
    @ParameterizedTest
    @ValueSource(longs = 200)
    void rollsBackExactlyOnceWhenDatabaseIsKilled(long messagesBeforeTheKill) throws Exception {
        String id = startBadCandidate();
        environment.awaitMessages(messagesBeforeTheKill);
        EmbeddedPostgresProcess.of(environment.programs().serverData()).kill();
        assertRolledBackOnce(id);
    }

    @Order(3)
    @Test
    void continuesRolloutAndPaymentsAcrossServerRestart() throws Exception {
        String id = environment.control().startRollout(5, "restart in the middle");
        RolloutDetailResponse before =
                environment.awaitRollout(id, rollout -> rollout.summary().step() >= 1);
        environment.programs().server().close();
        long acceptedBefore = environment.traffic().accepted().size();
        long failuresBefore = environment.traffic().failures();
        environment.awaitMessages(500);
        assertThat(environment.traffic().accepted().size())
                .as("accepted while the server is down")
                .isGreaterThan((int) acceptedBefore + 400);
        assertThat(environment.traffic().failures())
                .as("failed while the server is down")
                .isEqualTo(failuresBefore);
        environment.restartServer();
        RolloutDetailResponse after = environment.awaitRollout(
                id, rollout -> rollout.summary().step() > before.summary().step());
        assertThat(after.summary().status()).isEqualTo(RolloutStatus.RUNNING);
        List<RolloutDecisionKind> kindsBefore = ScenarioResult.kinds(before);
        List<RolloutDecisionKind> kindsAfter = ScenarioResult.kinds(after);
        assertThat(kindsAfter).as("no decision lost").startsWith(kindsBefore.toArray(RolloutDecisionKind[]::new));
        assertThat(Collections.frequency(kindsAfter, RolloutDecisionKind.ADVANCE))
                .as("advanced once since")
                .isEqualTo(Collections.frequency(kindsBefore, RolloutDecisionKind.ADVANCE) + 1);
        assertReplays(id);
        environment.control().abort(id, "the test is over");
    }

    @Order(4)
    @Test
    void balancesLedgerAndCountsEveryCallOnceAfterFailures() throws Exception {
        environment.pauseTraffic();
        try {
            LedgerBalanceCheck ledgerBalanceCheck = LedgerBalanceCheck.read(
                    environment.programs(),
                    environment.traffic(),
                    environment.traffic().resendRefused(LIMIT));
            assertThat(ledgerBalanceCheck.isInOrder())
                    .as("books in order: %s", ledgerBalanceCheck)
                    .isTrue();
            OutcomeCount count = await("the server's count of calls")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> OutcomeCount.read(environment.programs()), read -> read.received() >= read.recorded());
            assertThat(count.isExact()).as("each call counted once: %s", count).isTrue();
        } finally {
            environment.resumeTraffic();
        }
    }

    /// Healthy for three minutes' worth of messages of an ordinary service, some of which fail on either core,
    /// then not.
    @Order(5)
    @Test
    void rollsBackWhenCandidateFailsLate() throws Exception {
        ScenarioResult scenarioResult = CandidateFaultScenarios.runLateOnset(environment, 3_000);

        assertReplays(scenarioResult.id());
        assertThat(scenarioResult.decision().kind()).isEqualTo(RolloutDecisionKind.ROLL_BACK);
        assertThat(scenarioResult.kinds()).doesNotContain(RolloutDecisionKind.ADVANCE);
        assertThat(counts(scenarioResult).control().failures()).isPositive();
        assertThat(scenarioResult.reasons().getLast())
                .contains("errors: more units fail on the candidate than on control (limit 1.1x)");
    }

    /// Both cores reject bursts of messages: the rollout may pause, but it does not roll back, and then advances.
    @Order(6)
    @Test
    void doesNotRollBackOnErrorBurstsOfBothVariants() throws Exception {
        ScenarioResult scenarioResult = SharedFaultScenarios.runBursts(environment, RolloutDecisionKind.ADVANCE);

        assertThat(scenarioResult.decision().kind())
                .as(scenarioResult.reasons().toString())
                .isEqualTo(RolloutDecisionKind.ADVANCE);
        assertThat(counts(scenarioResult).control().failures()).isGreaterThan(200);
        assertReplays(scenarioResult.id());
    }

    @Order(7)
    @Test
    void freezesExposureWithoutRollbackDuringSharedOutage() throws Exception {
        ScenarioResult scenarioResult = runScenario(FailureScenario.SHARED_OUTAGE);

        assertThat(scenarioResult.reasons())
                .anyMatch(reason -> reason.startsWith("shared incident: more than 10% of control calls fail"));
        assertThat(scenarioResult.kinds())
                .doesNotContain(RolloutDecisionKind.ROLL_BACK)
                .containsOnlyOnce(RolloutDecisionKind.ADVANCE);
        assertThat(scenarioResult.decision().reason()).startsWith("precautionary step back to 5");
        assertThat(scenarioResult.spans().get(ScenarioResult.FROZEN))
                .isGreaterThanOrEqualTo(SharedFaultScenarios.STEP_BACK_AFTER);
    }

    /// The guard's comparison detects it or the circuit breaker of the process, whichever has enough evidence
    /// first: in a burst all calls fail, which the process sees before its next batch.
    @Order(8)
    @Test
    void rollsBackOnErrorBurstsOfCandidate() throws Exception {
        assertThat(runScenario(FailureScenario.ERROR_BURSTS).reasons())
                .anyMatch(reason -> reason.contains("errors: more units fail on the candidate")
                        || reason.contains("circuit breaker open in process"));
    }

    /// A quantile's guardrail sees it or the comparison of all ranks, whichever has its evidence together
    /// first.
    @Order(9)
    @Test
    void rollsBackOnSlowTailLatencyWithoutFailures() throws Exception {
        assertThat(runScenario(FailureScenario.SLOW_TAIL).reasons())
                .anyMatch(reason -> reason.contains(": latency is higher on the candidate")
                        || reason.contains("overall latency is higher on the candidate"));
    }

    /// A retry is booked again by the candidate, which answers as if all were well: no error, nothing slow.
    @Order(10)
    @Test
    void rollsBackOnDoubleBooking() throws Exception {
        ScenarioResult scenarioResult = runScenario(FailureScenario.DOUBLE_BOOKING);

        assertThat(scenarioResult.reasons().getLast()).startsWith("double-bookings: not tolerated: ");
        VariantMetricCountsResponse booked =
                counts(scenarioResult).control().metrics().get("double-bookings");
        assertThat(booked == null ? 0 : booked.events()).isZero();
        assertThat(scenarioResult.harm().payments()).isBetween(1L, 20L);
        assertThat(counts(scenarioResult).candidate().failures()).isZero();
    }

    /// What it had counted and not sent dies with it. The last scenario: the service is not restarted.
    @Order(11)
    @Test
    void holdsWithoutDataWhenServiceIsKilled() throws Exception {
        String id = environment.control().startRollout(5, "the service is killed");
        environment.awaitRunning(id);
        long droppedBefore = environment
                .programs()
                .paymentService()
                .sdkStats()
                .path("dropped")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .sum();
        environment.programs().payments().kill();

        RolloutDetailResponse blind = environment.awaitRollout(
                id, rollout -> rollout.decisions().getLast().reason().startsWith("cannot evaluate: no outcomes for "));

        assertThat(blind.summary().status()).isEqualTo(RolloutStatus.RUNNING);
        assertThat(ScenarioResult.kinds(blind))
                .doesNotContain(RolloutDecisionKind.ADVANCE, RolloutDecisionKind.ROLL_BACK);
        assertThat(blind.lostOutcomes().dropped())
                .as("the killed process cannot report what was lost with it")
                .isLessThanOrEqualTo(droppedBefore);
        assertReplays(id);
        environment.control().abort(id, "the test is over");
    }

    private String startBadCandidate() throws IOException, InterruptedException {
        environment.programs().paymentService().setFault(FAULT, true);
        String id = environment.control().startRollout(1, "chokes on a byte-order mark");
        environment.awaitRollout(
                id, rollout -> !ScenarioEnvironment.hasStatus(rollout, RolloutStatus.COLLECTING_BASELINE));
        return id;
    }

    private void assertRolledBackOnce(String id) throws IOException, InterruptedException {
        RolloutDetailResponse rollout = environment.awaitRollout(id, ScenarioEnvironment::isBackEverywhere);
        assertThat(ScenarioResult.kinds(rollout))
                .as("decisions of %s", id)
                .containsOnlyOnce(RolloutDecisionKind.ROLL_BACK);
        assertReplays(id);
        environment.programs().paymentService().setFault(FAULT, false);
        assertThat(environment.traffic().resendRefused(LIMIT))
                .as("messages still refused after the rollback")
                .isZero();
    }

    /// Runs a scenario; asserts its ending and that its decisions replay identically.
    private ScenarioResult runScenario(FailureScenario scenario) throws IOException, InterruptedException {
        ScenarioResult scenarioResult = scenario.run(environment);
        assertThat(scenarioResult.decision().kind())
                .as(scenarioResult.reasons().toString())
                .isEqualTo(scenario.expectedEnding());
        assertReplays(scenarioResult.id());
        return scenarioResult;
    }

    private void assertReplays(String id) throws IOException, InterruptedException {
        ReplayResponse replay = environment.control().replay(id);
        assertThat(replay.identical()).as(replay.toString()).isTrue();
    }

    private static PerVariant<VariantCountsResponse> counts(ScenarioResult result) {
        return result.rollout().summary().counts();
    }
}
