// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.ProcessBreakerTrip;
import dev.evenkeel.engine.rollout.RolloutAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointOfNoReturnTest {
    private static final PointOfNoReturn FROM_HALF =
            new PointOfNoReturn(Percent.parse("50"), "mend the new ledger, the runbook is ledger-7");
    private static final RolloutPlan PLAN = RolloutPlanFixtures.with(RolloutPlan.fast(), FROM_HALF);

    @Test
    @Clause("GUARD-45")
    void rollsBackHarmBeforePointOfNoReturn() {
        assertThat(PLAN.isPastPointOfNoReturn(0)).isFalse();
        assertThat(rolloutWithBreach(PLAN.fromExposure(Percent.parse("25"))).decision())
                .isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-45")
    void holdsOnHarmPastPointOfNoReturnWithInstructions() {
        GuardSimulation rollout = rolloutWithBreach(PLAN.fromExposure(Percent.parse("50")));
        assertThat(rollout.decision()).isInstanceOfSatisfying(RolloutAction.Hold.class, hold -> {
            assertThat(hold.kind()).isEqualTo(HoldKind.POINT_OF_NO_RETURN);
            assertThat(hold.reason())
                    .startsWith("no rollback past the point of no return (50%): mend the new ledger, the runbook"
                            + " is ledger-7. Reason for a rollback: errors: more units fail");
        });
    }

    @Test
    @Clause("GUARD-45")
    void completesHarmedRolloutPastPointOfNoReturnAfterApproval() {
        GuardSimulation rollout = rolloutWithBreach(PLAN.fromExposure(Percent.parse("50")));
        rollout.approved = true;
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.Complete.class,
                        complete -> assertThat(complete.reason())
                                .startsWith("a user completed the rollout at 50% despite: errors: more units fail"));
    }

    @Test
    @Clause("GUARD-45")
    void disablesBreakersPastPointOfNoReturn() {
        for (int step = 0; step < PLAN.steps().size(); step++) {
            assertThat(PLAN.breakerConfigAt(step) == null)
                    .as("step %d", step)
                    .isEqualTo(PLAN.isPastPointOfNoReturn(step));
        }
        GuardSimulation rollout = new GuardSimulation(PLAN.fromExposure(Percent.parse("50")));
        rollout.trips = List.of(new ProcessBreakerTrip("p1", 9, 9), new ProcessBreakerTrip("p2", 9, 9));
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.Hold.class,
                        hold -> assertThat(hold.kind()).isEqualTo(HoldKind.POINT_OF_NO_RETURN));
    }

    @Test
    void rejectsPointWithoutExposureOrInstructions() {
        assertThatThrownBy(() -> RolloutPlanFixtures.with(RolloutPlan.fast(), new PointOfNoReturn(Percent.NONE, " ")))
                .hasMessageContaining("/pointOfNoReturn/from")
                .hasMessageContaining("/pointOfNoReturn/instead");
    }

    private static GuardSimulation rolloutWithBreach(RolloutPlan plan) {
        return new GuardSimulation(plan).runSecond(GuardSimulation.clean(200), GuardSimulation.failing(200, 60));
    }
}
