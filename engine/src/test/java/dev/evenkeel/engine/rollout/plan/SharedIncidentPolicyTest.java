// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static dev.evenkeel.engine.rollout.GuardSimulation.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.ProcessBreakerTrip;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.evidence.SharedIncidentEvidence;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// An outage of a dependency of both variants, such as their database.
class SharedIncidentPolicyTest {
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));

    @Test
    @Clause("GUARD-25")
    void holdsWithoutRollbackDuringSharedIncident() {
        var rollout = rolloutWithProof();
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        rollout.runSecond(failing(238, 120), failing(12, 6));

        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.SHARED_INCIDENT);
        assertThat(hold(rollout).reason())
                .isEqualTo(
                        "shared incident: more than 10% of control calls fail, for 0 s; the exposure does not change "
                                + "until it ends. If this failure rate is normal, raise"
                                + " incident.failureRate in the plan");
        assertThat(rollout.decide().logRollback()).isLessThan(rollout.decide().logRollbackThreshold());
    }

    @Test
    @Clause("GUARD-25")
    void stepsBackEachTimeIncidentPersists() {
        var rollout = new GuardSimulation(PLAN);
        rollout.moveTo(2);
        outage(rollout, 120);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        outage(rollout, 1);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.StepBack.class);
        assertThat(((RolloutAction.StepBack) rollout.decision()).toStep()).isEqualTo(1);
        assertThat(rollout.decision().reason()).startsWith("precautionary step back to 25%: shared");
        rollout.moveTo(1);
        outage(rollout, 119);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        outage(rollout, 1);
        assertThat(((RolloutAction.StepBack) rollout.decision()).toStep()).isZero();
        rollout.moveTo(0);
        outage(rollout, 300);

        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.SHARED_INCIDENT);
    }

    @Test
    @Clause("GUARD-40")
    void stepsBackInsteadOfRollingBackTripsDuringIncident() {
        var rollout = new GuardSimulation(PLAN);
        rollout.moveTo(1);
        rollout.trips = List.of(new ProcessBreakerTrip("p1", 9, 9), new ProcessBreakerTrip("p2", 9, 9));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
        outage(rollout, 1);

        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.StepBack.class,
                        back -> assertThat(back.reason()).startsWith("precautionary step back to 5%: shared"));
        rollout.moveTo(0);
        outage(rollout, 1);
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.SHARED_INCIDENT);
    }

    @Test
    @Clause("GUARD-25")
    void endsAfterControlIsHealthyFor20Seconds() {
        var rollout = new GuardSimulation(PLAN);
        outage(rollout, 5);
        int seconds = 0;
        while (hold(rollout).kind() == HoldKind.SHARED_INCIDENT) {
            rollout.runSecond(clean(228), clean(12));
            seconds++;
        }
        assertThat(seconds).isBetween(20, 30);
        assertThat(RolloutGuardState.fromBytes(rollout.state.toBytes()).toBytes())
                .isEqualTo(rollout.state.toBytes());
    }

    @Test
    @Clause("GUARD-25")
    void rollsBackOnAdditionalCandidateHarmDuringIncident() {
        var rollout = new GuardSimulation(PLAN);
        for (int i = 0; i < 30 && rollout.decision() instanceof RolloutAction.Hold; i++) {
            rollout.runSecond(failing(238, 48), failing(12, 12));
        }
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-28")
    void rollsBackOnCandidateFailuresWithoutControl() {
        var rollout = new GuardSimulation(PLAN);
        rollout.moveTo(4);
        rollout.runCleanSeconds(3, 0, 250).runSecond(clean(0), failing(250, 150));

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.RollBack("more than 10% of candidate calls fail, and at 100% there is no"
                        + " control traffic to rule out the candidate as the cause"));
    }

    @Test
    @Clause("GUARD-28")
    void ignoresRepeatedFailuresOfOneUnit() {
        var rollout = new GuardSimulation(PLAN);
        rollout.moveTo(4);
        for (int second = 0; second < 9; second++) {
            long first = second == 0 ? 1 : 0;
            rollout.runSecond(
                    clean(0), new VariantTickEvidence(60, 30, first, first, first, 0, first, Map.of(), Map.of()));
        }
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.DWELL);
    }

    @Test
    @Clause("GUARD-25")
    void rarelyDetectsIncidentWhenControlFailsAtLimit() {
        var random = new SplittableRandom(7);
        int windows = 20_000;
        int seen = 0;
        for (int i = 0; i < windows; i++) {
            var evidence = SharedIncidentEvidence.none(GuardSimulation.START);
            for (int second = 1; second < 10; second++) {
                int failed = 0;
                for (int call = 0; call < 25; call++) {
                    failed += random.nextDouble() < 0.1 ? 1 : 0;
                }
                var tick = new EvidenceTick(
                        second, 1, 0, new Percent(500), false, failing(25, failed), VariantTickEvidence.NONE);
                evidence = evidence.afterTick(PLAN.sharedIncident(), tick, GuardSimulation.START.plusSeconds(second));
            }
            seen += evidence.since() == null ? 0 : 1;
        }
        assertThat(seen).isLessThanOrEqualTo(windows / 1_000);
    }

    private static GuardSimulation rolloutWithProof() {
        var rollout = new GuardSimulation(PLAN);
        for (int i = 0; i < 60; i++) {
            rollout.runSecond(clean(238), new VariantTickEvidence(12, 0, 0, 12, 0, 0, 12, Map.of(70, 12L), Map.of()));
        }
        return rollout;
    }

    private static void outage(GuardSimulation rollout, int seconds) {
        for (int i = 0; i < seconds; i++) {
            int candidate = (int) (240 * rollout.exposure().fraction());
            int control = 240 - candidate;
            rollout.runSecond(failing(control, control / 2), failing(candidate, candidate / 2));
        }
    }

    private static RolloutAction.Hold hold(GuardSimulation rollout) {
        return (RolloutAction.Hold) rollout.decision();
    }
}
