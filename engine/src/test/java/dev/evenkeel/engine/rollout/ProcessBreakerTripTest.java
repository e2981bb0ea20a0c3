// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutPlanFixtures;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Processes whose local breaker has tripped.
class ProcessBreakerTripTest {
    private static final ProcessBreakerTrip ONE = new ProcessBreakerTrip("p1", 9, 9);
    private static final ProcessBreakerTrip OTHER = new ProcessBreakerTrip("p2", 11, 30);

    @Test
    @Clause("GUARD-40")
    void holdsProvenStepAfterOneTrip() {
        var rollout = rolloutWithProof();
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        rollout.trips = List.of(ONE);
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.BREAKER, "circuit breaker open in process p1: 9 units failed in 9 candidate calls"));
    }

    @Test
    @Clause("GUARD-40")
    void rollsBackAfterTwoTripsWithoutOtherEvidence() {
        var rollout = new GuardSimulation(RolloutPlan.fast());
        rollout.trips = List.of(ONE, OTHER);
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.RollBack.class,
                        back -> assertThat(back.reason())
                                .contains("process p1", "process p2", "11 units failed in 30"));
    }

    @Test
    @Clause("GUARD-40")
    void rollsBackAfterTripOfOnlyProcess() {
        var rollout = new GuardSimulation(RolloutPlan.fast());
        rollout.trips = List.of(ONE);
        rollout.processes = 2;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        rollout.processes = 1;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-40")
    void reportsBreachBeforeTripInReason() {
        var rollout =
                new GuardSimulation(RolloutPlan.fast().fromExposure(Percent.parse("5"))).runCleanSeconds(2, 380, 20);
        rollout.trips = List.of(ONE);
        rollout.processes = 1;
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.RollBack.class,
                        back -> assertThat(back.reason()).matches("circuit breaker open in process p1: .*"));
        rollout.runSecond(GuardSimulation.clean(380), GuardSimulation.failing(20, 20));
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.RollBack.class,
                        back -> assertThat(back.reason())
                                .matches("errors: .*; circuit breaker open in process p1: .*"));
    }

    @Test
    @Clause("GUARD-40")
    void prefersMissingDataOverOneTripButNotTwo() {
        var rollout = rolloutWithProof();
        rollout.trips = List.of(ONE);
        rollout.advanceClock(Duration.ofSeconds(30));
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.MISSING_DATA);
        rollout.trips = List.of(ONE, OTHER);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    void dividesTenthOfAlphaAmongProcesses() {
        BreakerConfig config = Objects.requireNonNull(RolloutPlan.standard().breakerConfigAt(0));
        assertThat(Math.exp(-config.logEvidence())).isEqualTo(1e-5, within(1e-15));
        assertThat(config.ratio()).isEqualTo(1.1);
        assertThat(config.ceiling()).isEqualTo(Percent.parse("20"));
    }

    @Test
    void rejectsInvalidBreakerPolicy() {
        assertThatThrownBy(() ->
                        RolloutPlanFixtures.with(RolloutPlan.fast(), new LocalBreakerPolicy(0, Percent.parse("95"))))
                .hasMessageContaining("/breaker/instances")
                .hasMessageContaining("/breaker/ceiling");
    }

    private static GuardSimulation rolloutWithProof() {
        return new GuardSimulation(RolloutPlan.fast().fromExposure(Percent.parse("5"))).runCleanSeconds(60, 2_375, 125);
    }
}
