// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.ReconciliationStatus.Pass;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutPlanFixtures;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Reconciliation passes over the two stores of a migration.
class ReconciliationGuardrailTest {
    private static final RolloutPlan PLAN = planWithAction(GuardrailAction.ROLL_BACK);
    private static final String DIFFERENCE = "account 17: 300 in the old store, 299 in the new one";

    @Test
    @Clause("GUARD-46")
    void rollsBackOnMismatch() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(2, 247, 3);
        setReconciliation(rollout, clean(rollout.now), rollout.now);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        setReconciliation(rollout, mismatched(rollout.now), GuardSimulation.START);

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.RollBack(
                        "reconciliation: the reconciliation pass of 2026-01-01T00:00:02Z found 3"
                                + " mismatches in 120 ranges of 16,890 rows, e.g. " + DIFFERENCE));
        assertThat(rollout.guardrailResult("reconciliation").verdict()).isInstanceOf(Verdict.Breached.class);
    }

    @Test
    @Clause("GUARD-46")
    void rollsBackOnMismatchDespiteMissingData() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(2, 247, 3).advanceClock(Duration.ofSeconds(30));
        setReconciliation(rollout, clean(rollout.now), rollout.now);
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.MISSING_DATA);
        setReconciliation(rollout, mismatched(rollout.now), rollout.now);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-46")
    void reportsMismatchAndOtherBreaches() {
        var rollout = new GuardSimulation(PLAN.fromExposure(Percent.parse("50")))
                .runSecond(GuardSimulation.clean(200), GuardSimulation.failing(200, 60));
        setReconciliation(rollout, mismatched(rollout.now), rollout.now);
        assertThat(rollout.decision().reason())
                .contains("errors: more units fail", "; reconciliation: the reconciliation pass");
    }

    @Test
    @Clause({"GUARD-45", "GUARD-46"})
    void holdsOnMismatchPastPointOfNoReturn() {
        var point = new PointOfNoReturn(Percent.parse("1"), "mend the new ledger");
        var rollout = new GuardSimulation(RolloutPlanFixtures.with(PLAN, point)).runCleanSeconds(2, 247, 3);
        setReconciliation(rollout, mismatched(rollout.now), rollout.now);
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.POINT_OF_NO_RETURN);
        assertThat(hold(rollout).reason()).contains("mend the new ledger", DIFFERENCE);
    }

    @Test
    @Clause("GUARD-46")
    void requiresApprovalOnMismatchWithHoldAction() {
        var rollout = rolloutWithProof(planWithAction(GuardrailAction.HOLD));
        setReconciliation(rollout, mismatched(rollout.now), null);
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.BREACH);
        assertThat(hold(rollout).reason())
                .startsWith("requires a user to approve or abort: reconciliation: ")
                .endsWith(DIFFERENCE + "; requires a user to decide");

        rollout.approved = true;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        rollout.advanceClock(Duration.ofMinutes(16)).runSecond(GuardSimulation.clean(247), GuardSimulation.clean(3));
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.RECONCILIATION);
    }

    @Test
    @Clause("GUARD-46")
    void reportsMismatchWithoutRollbackWithObserveAction() {
        var rollout = rolloutWithProof(planWithAction(GuardrailAction.OBSERVE));
        setReconciliation(rollout, mismatched(rollout.now), rollout.now.minusSeconds(60));
        assertThat(rollout.guardrailResult("reconciliation").detail()).endsWith("observed only, no rollback");
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);

        setReconciliation(rollout, mismatched(rollout.now), rollout.now.minus(Duration.ofMinutes(16)));
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.RECONCILIATION);
    }

    @Test
    @Clause("GUARD-47")
    void requiresRecentCleanPassToAdvance() {
        var rollout = rolloutWithProof(PLAN);
        setReconciliation(rollout, null, null);
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.RECONCILIATION,
                        "reconciliation: no reconciliation pass has completed since every process reached dualwrite;"
                                + " start a pass in the service"));

        Instant ended = rollout.now;
        setReconciliation(rollout, clean(ended), ended);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        assertThat(rollout.decision().reason()).contains("found no mismatches in 120 ranges of 16,890 rows");

        rollout.advanceClock(Duration.ofMinutes(15)).runSecond(GuardSimulation.clean(247), GuardSimulation.clean(3));
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.RECONCILIATION);
        assertThat(hold(rollout).reason()).contains("the plan requires one within the last 15 min");
        assertThat(rollout.guardrailResult("reconciliation").verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    @Clause("GUARD-47")
    void requiresCleanPassToCompleteLastStep() {
        var rollout = new GuardSimulation(PLAN.fromExposure(Percent.ALL)).runCleanSeconds(11, 0, 250);
        setReconciliation(rollout, null, null);
        assertThat(hold(rollout).kind()).isEqualTo(HoldKind.RECONCILIATION);
        setReconciliation(rollout, clean(rollout.now), rollout.now);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Complete.class);
    }

    @Test
    @Clause("GUARD-47")
    void requiresNoPassWhenReconciliationIsNotRequired() {
        var needless = new ReconciliationGuardrail(false, Duration.ofMinutes(15), GuardrailAction.ROLL_BACK);
        var rollout = rolloutWithProof(RolloutPlan.fast().withReconciliation(needless));
        setReconciliation(rollout, mismatched(rollout.now), null);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        assertThat(new ReconciliationStatus("dualwrite", null, null).findMissing(needless, rollout.now))
                .isEmpty();
    }

    @Test
    @Clause("GUARD-47")
    void skipsReconciliationWithoutTwoStores() {
        var incomparable = rolloutWithProof(PLAN);
        assertThat(incomparable.decision()).isInstanceOf(RolloutAction.Advance.class);
        assertThat(incomparable.decide().results())
                .noneMatch(report -> report.verdict().check().equals("reconciliation"));
    }

    @Test
    void rejectsTooLongReconciliationPeriod() {
        assertThatThrownBy(() -> RolloutPlan.fast()
                        .withReconciliation(
                                new ReconciliationGuardrail(true, Duration.ofDays(8), GuardrailAction.ROLL_BACK)))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(ValidationError::pointer)
                                .containsExactly("/guardrails/reconciliation/within"));
    }

    private static RolloutPlan planWithAction(GuardrailAction action) {
        return RolloutPlan.fast().withReconciliation(new ReconciliationGuardrail(true, Duration.ofMinutes(15), action));
    }

    private static GuardSimulation rolloutWithProof(RolloutPlan plan) {
        return new GuardSimulation(plan.fromExposure(Percent.parse("5"))).runCleanSeconds(60, 2_375, 125);
    }

    private static void setReconciliation(GuardSimulation rollout, @Nullable Pass newest, @Nullable Instant cleanAt) {
        rollout.reconciliation = new ReconciliationStatus("dualwrite", newest, cleanAt);
    }

    private static Pass clean(Instant endedAt) {
        return new Pass(endedAt, 120, 16_890, 0, null);
    }

    private static Pass mismatched(Instant endedAt) {
        return new Pass(endedAt, 120, 16_890, 3, DIFFERENCE);
    }

    private static RolloutAction.Hold hold(GuardSimulation rollout) {
        return (RolloutAction.Hold) rollout.decision();
    }
}
