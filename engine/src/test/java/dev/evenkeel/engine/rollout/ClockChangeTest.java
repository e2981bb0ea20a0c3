// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static dev.evenkeel.engine.rollout.GuardSimulation.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The clock is set back or forward by an hour, or a server was unavailable.
class ClockChangeTest {
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));
    private static final Duration BACK = Duration.ofHours(-1);

    @Test
    @Clause("GUARD-35")
    void detectsSampleRatioMismatchAfterClockIsSetBack() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(20, 225, 25).advanceClock(BACK);
        rollout.runCleanSeconds(62, 225, 25);

        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.Hold.class,
                        hold -> assertThat(hold.kind()).isEqualTo(HoldKind.SAMPLE_RATIO_MISMATCH));
    }

    @Test
    @Clause("GUARD-35")
    void endsSharedIncidentAfterClockIsSetBack() {
        var rollout = new GuardSimulation(PLAN);
        for (int second = 0; second < 5; second++) {
            rollout.runSecond(failing(238, 100), failing(12, 5));
        }
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.SHARED_INCIDENT);
        rollout.advanceClock(BACK);
        assertThat(rollout.decision().reason()).doesNotContain("-");
        rollout.runCleanSeconds(31, 238, 12);

        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isNotEqualTo(HoldKind.SHARED_INCIDENT);
    }

    @Test
    @Clause("GUARD-35")
    void detectsSilentCandidateAfterClockIsSetBack() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(5, 238, 12).advanceClock(BACK);
        rollout.runCleanSeconds(3, 238, 0);

        assertThat(rollout.decision().reason()).startsWith("cannot evaluate: no candidate calls for 2 s");
    }

    @Test
    @Clause("GUARD-35")
    void restartsRollbackEvidenceOnScheduleAfterClockIsSetBack() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(30, 238, 12).advanceClock(BACK);
        rollout.runCleanSeconds(61, 238, 12);

        assertThat(rollout.state.guardrailEvidence().get(0).rollback()[0]).isEqualTo(1);
    }

    @Test
    @Clause("GUARD-35")
    void extendsDwellWhenStepStartLiesInFuture() {
        var rollout = new GuardSimulation(PLAN);
        rollout.moveTo(3);
        rollout.runCleanSeconds(5, 12, 238).advanceClock(BACK);
        rollout.runCleanSeconds(30, 12, 238);

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        assertThat(rollout.decision().reason()).isEqualTo("stays at 95% for another 59 min 40 s");
    }

    @Test
    @Clause("GUARD-35")
    void doesNotEndBakeAfterServerPauseUntilOutcomesArrive() {
        var rollout = new GuardSimulation(PLAN);
        rollout.moveTo(3);
        rollout.runCleanSeconds(1, 12, 238).advanceClock(Duration.ofHours(1));
        rollout.listeningSince = rollout.now;
        assertThat(rollout.advanceClock(Duration.ofSeconds(1)).decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.MISSING_DATA,
                        "cannot evaluate: no outcomes since the server resumed or its clock changed"));
        rollout.runSecond(clean(12), clean(238));

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-35")
    void findsNoSilenceWhenOutcomesArriveDuringEvaluation() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(120, 238, 12);
        rollout.lastBatchAt = rollout.now.plusMillis(3);

        assertThat(rollout.decision().reason()).doesNotContain("no outcomes");
    }

    @Test
    @Clause("GUARD-17")
    void holdsWithoutUnitsOnControl() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(20, 0, 250);

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.MISSING_DATA, "cannot evaluate: no units on control, expected about 95,000"));
        rollout.runCleanSeconds(45, 0, 250);
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.SAMPLE_RATIO_MISMATCH);
    }
}
