// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static dev.evenkeel.engine.rollout.GuardSimulation.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Actions after a breach, approvals and time limits.
class GuardrailActionTest {
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));
    private static final VariantTickEvidence FASTER =
            new VariantTickEvidence(12, 0, 0, 12, 0, 0, 12, Map.of(70, 12L), Map.of());

    @Test
    @Clause("GUARD-23")
    void reportsBreachWithoutRollbackWithObserveAction() {
        var acting = new GuardSimulation(PLAN).runSecond(clean(238), failing(12, 8));
        var observed = new GuardSimulation(RolloutPlanFixtures.with(PLAN, GuardrailAction.OBSERVE))
                .runSecond(clean(238), failing(12, 8));

        assertThat(acting.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(observed.decide().logRollback()).isCloseTo(0, within(1e-12));
        assertThat(observed.guardrailResult("errors").logRollback())
                .isEqualTo(acting.guardrailResult("errors").logRollback());
        assertThat(observed.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Breached.class);
        assertThat(observed.guardrailResult("errors").detail()).endsWith("observed only, no rollback");
        assertThat(observed.guardrailResult("errors").logAdvanceNeeded()).isZero();
    }

    @Test
    @Clause("GUARD-23")
    void advancesAfterBreachWithObserveAction() {
        var observed = new GuardSimulation(RolloutPlanFixtures.with(PLAN, GuardrailAction.OBSERVE))
                .runSecond(clean(238), failing(12, 8));
        assertThat(observed.decision())
                .isEqualTo(new RolloutAction.Hold(HoldKind.DWELL, "stays at 5% for another 9 s"));
        observed.runCleanSeconds(9, 238, 12);
        assertThat(observed.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-23")
    void preservesBreachWithHoldActionAfterRecovery() {
        var rollout = new GuardSimulation(RolloutPlanFixtures.with(PLAN, GuardrailAction.HOLD))
                .runSecond(clean(238), failing(12, 8));
        rollout.runCleanSeconds(20, 238, 12).runSecond(failing(238, 238), clean(12));

        assertThat(rollout.guardrailResult("errors").logRollback())
                .isLessThan(rollout.decide().logRollbackThreshold());
        assertThat(rollout.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Breached.class);
        assertThat(RolloutGuardState.fromBytes(rollout.state.toBytes()).toBytes())
                .isEqualTo(rollout.state.toBytes());
    }

    @Test
    @Clause({"GUARD-23", "GUARD-24"})
    void requiresApprovalAfterBreachWithHoldAction() {
        var rollout = new GuardSimulation(RolloutPlanFixtures.with(PLAN, GuardrailAction.HOLD))
                .runSecond(clean(238), failing(12, 8));
        prove(rollout);

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.BREACH);
        assertThat(rollout.decision().reason())
                .startsWith("requires a user to approve or abort: errors: more units fail on the candidate");
        rollout.approved = true;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-24")
    void advancesApprovalStepOnlyAfterApproval() {
        var rollout = new GuardSimulation(approvedFirst());
        prove(rollout);

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.APPROVAL, "all checks passed at 5%; requires approval to advance"));
        rollout.approved = true;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-24")
    void requiresProofDespiteApproval() {
        var rollout = new GuardSimulation(approvedFirst());
        rollout.approved = true;
        rollout.runCleanSeconds(11, 19, 1);
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.INSUFFICIENT_EVIDENCE);
        rollout.advanceClock(Duration.ofSeconds(5));

        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.MISSING_DATA);
    }

    @Test
    @Clause("GUARD-26")
    void holdsAfterStepTimeLimit() {
        var limits = new RolloutTimeLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), DeadlineAction.HOLD);
        var holding = new GuardSimulation(RolloutPlanFixtures.with(PLAN, limits)).runCleanSeconds(19, 19, 1);
        assertThat(((RolloutAction.Hold) holding.decision()).kind()).isEqualTo(HoldKind.INSUFFICIENT_EVIDENCE);
        holding.runCleanSeconds(1, 19, 1);
        assertThat(((RolloutAction.Hold) holding.decision()).kind()).isEqualTo(HoldKind.TIME_LIMIT);
        assertThat(holding.decision().reason())
                .startsWith("time limit exceeded: 20 s at 5%, limit 20 s per step; errors: ");
    }

    @Test
    @Clause("GUARD-26")
    void rollsBackAfterStepTimeLimit() {
        var ending = new RolloutTimeLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), DeadlineAction.ROLL_BACK);
        var rollout = new GuardSimulation(RolloutPlanFixtures.with(PLAN, ending)).runCleanSeconds(20, 19, 1);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-26")
    void rollsBackAfterRolloutTimeLimit() {
        var limits = new RolloutTimeLimits(Duration.ofSeconds(50), Duration.ofSeconds(50), DeadlineAction.ROLL_BACK);
        var rollout = new GuardSimulation(RolloutPlanFixtures.with(PLAN, limits)).runCleanSeconds(40, 19, 1);
        rollout.moveTo(1);
        rollout.runCleanSeconds(10, 15, 5);
        assertThat(rollout.decision().reason()).startsWith("time limit exceeded: rollout runs for 50 s, limit 50 s; ");
    }

    @Test
    @Clause("GUARD-26")
    void advancesProvenStepAfterTimeLimit() {
        var limits = new RolloutTimeLimits(Duration.ofSeconds(50), Duration.ofSeconds(50), DeadlineAction.ROLL_BACK);
        var slow = new GuardSimulation(RolloutPlanFixtures.with(PLAN, limits));
        while (slow.tick < 60) {
            slow.runSecond(clean(238), FASTER);
        }
        assertThat(slow.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    private static RolloutPlan approvedFirst() {
        List<RolloutStep> steps = PLAN.steps();
        return RolloutPlanFixtures.with(PLAN, List.of(steps.get(0).withApproval(), steps.get(1)));
    }

    private static void prove(GuardSimulation rollout) {
        for (int i = 0; i < 60; i++) {
            rollout.runSecond(clean(238), FASTER);
        }
    }
}
