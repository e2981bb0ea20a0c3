// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static dev.evenkeel.engine.rollout.GuardSimulation.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.rollout.CombinedRolloutGateStatus.Standing;
import dev.evenkeel.engine.rollout.plan.DeadlineAction;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutPlanFixtures;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rollouts with gates.
class RolloutGateTest {
    private static final RolloutPlan PLAN = RolloutPlan.fast();
    private static final String STOPPED =
            "release-pause: the line of prod is stopped since 2026-01-01T00:00:00Z by anna: outage";
    private static final CombinedRolloutGateStatus CLOSED = new CombinedRolloutGateStatus(Standing.CLOSED, STOPPED);
    private static final CombinedRolloutGateStatus OPEN = new CombinedRolloutGateStatus(Standing.OPEN, "");

    @Test
    @Clause("GUARD-48")
    void holdsProvenStepWhileGateIsClosed() {
        var rollout = rolloutWithProof();
        rollout.gates = CLOSED;
        assertThat(rollout.decision()).isEqualTo(new RolloutAction.Hold(HoldKind.GATES, STOPPED));
        rollout.gates = OPEN;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-48")
    void holdsImmediatelyWhenGateClosesBeforeProof() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(2, 247, 3);
        rollout.gates = OPEN;
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.DWELL);
        rollout.gates = CLOSED;
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.GATES);
    }

    @Test
    @Clause("GUARD-48")
    void doesNotCompleteLastStepWhileGateIsClosed() {
        var rollout = new GuardSimulation(PLAN.fromExposure(Percent.ALL)).runCleanSeconds(11, 0, 250);
        rollout.gates = CLOSED;
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.GATES);
        rollout.gates = OPEN;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Complete.class);
    }

    @Test
    @Clause({"GUARD-45", "GUARD-48"})
    void doesNotCompletePastPointOfNoReturnWhileGateIsClosed() {
        var point = new PointOfNoReturn(Percent.parse("1"), "mend the new ledger");
        var rollout = rolloutWithBreach(RolloutPlanFixtures.with(PLAN, point));
        rollout.approved = true;
        rollout.gates = CLOSED;
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.GATES);
        rollout.gates = OPEN;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Complete.class);
    }

    @Test
    @Clause("GUARD-48")
    void doesNotAdvanceBeforeGatesAreEvaluated() {
        var rollout = rolloutWithProof();
        rollout.gates = CombinedRolloutGateStatus.NOT_EVALUATED;
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(HoldKind.GATES, "the gates are not evaluated yet"));
        var early = new GuardSimulation(PLAN).runCleanSeconds(2, 247, 3);
        early.gates = CombinedRolloutGateStatus.NOT_EVALUATED;
        assertThat(hold(early).kind()).isEqualTo(HoldKind.DWELL);
    }

    @Test
    @Clause("GUARD-48")
    void appliesTimeLimitWhileGateIsClosed() {
        var limits = new RolloutTimeLimits(Duration.ofMinutes(10), Duration.ofHours(1), DeadlineAction.HOLD);
        var rollout = new GuardSimulation(RolloutPlanFixtures.with(PLAN.fromExposure(Percent.parse("5")), limits));
        rollout.gates = CLOSED;
        rollout.runCleanSeconds(600, 237, 13);
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.TIME_LIMIT);
        assertThat(hold(rollout).reason()).endsWith(STOPPED);
    }

    @Test
    @Clause("GUARD-48")
    void reportsClosedGatesWhenHoldingForAnotherReason() {
        var silent = new GuardSimulation(PLAN.fromExposure(Percent.parse("5"))).runCleanSeconds(2, 237, 13);
        silent.now = silent.now.plus(PLAN.missingData().noDataAfter()).plusSeconds(5);
        silent.gates = OPEN;
        assertThat(hold(silent).kind()).isEqualTo(HoldKind.MISSING_DATA);
        String open = hold(silent).reason();
        silent.gates = CLOSED;
        assertThat(hold(silent))
                .isEqualTo(new RolloutAction.Hold(HoldKind.MISSING_DATA, open + "; gates are also closed: " + STOPPED));
        silent.gates = CombinedRolloutGateStatus.NOT_EVALUATED;
        assertThat(hold(silent).reason()).isEqualTo(open);
    }

    @Test
    @Clause("GUARD-49")
    void rollsBackBreachRegardlessOfGates() {
        var free = rolloutWithBreach(PLAN);
        for (CombinedRolloutGateStatus gates : List.of(CLOSED, CombinedRolloutGateStatus.NOT_EVALUATED, OPEN)) {
            var gated = rolloutWithBreach(PLAN);
            gated.gates = gates;
            assertThat(gated.decision())
                    .isInstanceOf(RolloutAction.RollBack.class)
                    .isEqualTo(free.decision());
        }
    }

    @Test
    @Clause("GUARD-49")
    void stepsBackInSharedIncidentDespiteClosedGate() {
        var rollout = new GuardSimulation(PLAN.fromExposure(Percent.parse("5")));
        rollout.gates = CLOSED;
        rollout.moveTo(2);
        for (int i = 0; i < 121; i++) {
            rollout.runSecond(failing(125, 60), failing(125, 60));
        }
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.StepBack.class);
    }

    @Test
    @Clause("GUARD-49")
    void rollsBackOnBreakerTripsDespiteClosedGate() {
        var rollout = new GuardSimulation(PLAN);
        rollout.gates = CLOSED;
        rollout.trips = List.of(new ProcessBreakerTrip("p1", 9, 9), new ProcessBreakerTrip("p2", 9, 9));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-50")
    void reportsGateOverrideWhenAdvancing() {
        var result = GateResult.deny("release-pause", "the line of prod is stopped");
        Instant end = GuardSimulation.START.plus(Duration.ofHours(1));
        var override = new GateOverride(
                "go-1", "release-pause", "ben", "the candidate is the repair", "hotfix", GuardSimulation.START, end);
        var rollout = rolloutWithProof();
        rollout.gates = CombinedRolloutGateStatus.of(
                GateEvaluation.evaluate(GatePolicy.DEFAULT, List.of(result), List.of(override), rollout.now));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        assertThat(rollout.decision().reason())
                .endsWith("; gate overridden: release-pause: the line of prod is stopped (overridden until "
                        + "2026-01-01T01:00:00Z by ben as hotfix: the candidate is the repair)");

        rollout.gates = CombinedRolloutGateStatus.of(
                GateEvaluation.evaluate(GatePolicy.DEFAULT, List.of(result), List.of(override), end));
        assertThat(hold(rollout).reason()).isEqualTo("release-pause: the line of prod is stopped");
    }

    private static GuardSimulation rolloutWithProof() {
        return new GuardSimulation(PLAN.fromExposure(Percent.parse("5"))).runCleanSeconds(60, 2_375, 125);
    }

    private static GuardSimulation rolloutWithBreach(RolloutPlan plan) {
        return new GuardSimulation(plan.fromExposure(Percent.parse("50"))).runSecond(clean(200), failing(200, 60));
    }

    private static RolloutAction.Hold hold(GuardSimulation rollout) {
        return (RolloutAction.Hold) rollout.decision();
    }
}
