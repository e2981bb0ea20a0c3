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

/// What a breach leads to, what people may let pass, and what happens when time is over.
class GuardrailActionTest {
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));
    private static final VariantTickEvidence FASTER =
            new VariantTickEvidence(12, 0, 0, 12, 0, 0, 12, Map.of(70, 12L), Map.of());

    @Test
    @Clause("GUARD-23")
    void reportsBreachWithoutRollbackWithObserveAction() {
        var acting = new GuardSimulation(PLAN).second(clean(238), failing(12, 8));
        var observed = new GuardSimulation(Plans.with(PLAN, GuardrailAction.OBSERVE)).second(clean(238), failing(12, 8));

        assertThat(acting.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(observed.ruling().logRollback()).isCloseTo(0, within(1e-12));
        assertThat(observed.check("errors").logRollback())
                .isEqualTo(acting.check("errors").logRollback());
        assertThat(observed.check("errors").verdict()).isInstanceOf(Verdict.Breached.class);
        assertThat(observed.check("errors").detail()).endsWith("observed only, no rollback");
        assertThat(observed.check("errors").logAdvanceNeeded()).isZero();
        assertThat(observed.decision())
                .isEqualTo(new RolloutAction.Hold(HoldKind.DWELL, "stays at 5% for another 9 s"));
        observed.seconds(9, 238, 12);
        assertThat(observed.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-23")
    void preservesBreachWithHoldActionAfterRecovery() {
        var rollout = new GuardSimulation(Plans.with(PLAN, GuardrailAction.HOLD)).second(clean(238), failing(12, 8));
        rollout.seconds(20, 238, 12).second(failing(238, 238), clean(12));

        assertThat(rollout.check("errors").logRollback())
                .isLessThan(rollout.ruling().logRollbackThreshold());
        assertThat(rollout.check("errors").verdict()).isInstanceOf(Verdict.Breached.class);
        assertThat(RolloutGuardState.fromBytes(rollout.state.toBytes()).toBytes())
                .isEqualTo(rollout.state.toBytes());
    }

    @Test
    @Clause({"GUARD-23", "GUARD-24"})
    void requiresApprovalAfterBreachWithHoldAction() {
        var rollout = new GuardSimulation(Plans.with(PLAN, GuardrailAction.HOLD)).second(clean(238), failing(12, 8));
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
        rollout.seconds(11, 19, 1);
        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.INSUFFICIENT_EVIDENCE);
        rollout.silence(Duration.ofSeconds(5));

        assertThat(((RolloutAction.Hold) rollout.decision()).kind()).isEqualTo(HoldKind.MISSING_DATA);
    }

    @Test
    @Clause("GUARD-26")
    void holdsOrRollsBackAfterStepTimeLimit() {
        var limits = new RolloutTimeLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), DeadlineAction.HOLD);
        var holding = new GuardSimulation(Plans.with(PLAN, limits)).seconds(19, 19, 1);
        assertThat(((RolloutAction.Hold) holding.decision()).kind()).isEqualTo(HoldKind.INSUFFICIENT_EVIDENCE);
        holding.seconds(1, 19, 1);
        assertThat(((RolloutAction.Hold) holding.decision()).kind()).isEqualTo(HoldKind.TIME_LIMIT);
        assertThat(holding.decision().reason())
                .startsWith("time limit exceeded: 20 s at 5%, limit 20 s per step; errors: ");

        var ending = new RolloutTimeLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), DeadlineAction.ROLL_BACK);
        var rollout = new GuardSimulation(Plans.with(PLAN, ending)).seconds(20, 19, 1);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-26")
    void enforcesRolloutTimeLimitUnlessStepIsProven() {
        var limits = new RolloutTimeLimits(Duration.ofSeconds(50), Duration.ofSeconds(50), DeadlineAction.ROLL_BACK);
        var rollout = new GuardSimulation(Plans.with(PLAN, limits)).seconds(40, 19, 1);
        rollout.moveTo(1);
        rollout.seconds(10, 15, 5);
        assertThat(rollout.decision().reason()).startsWith("time limit exceeded: rollout runs for 50 s, limit 50 s; ");

        var slow = new GuardSimulation(Plans.with(PLAN, limits));
        while (slow.tick < 60) {
            slow.second(clean(238), FASTER);
        }
        assertThat(slow.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    private static RolloutPlan approvedFirst() {
        List<RolloutStep> steps = PLAN.steps();
        return Plans.with(PLAN, List.of(steps.get(0).withApproval(), steps.get(1)));
    }

    private static void prove(GuardSimulation rollout) {
        for (int i = 0; i < 60; i++) {
            rollout.second(clean(238), FASTER);
        }
    }
}
