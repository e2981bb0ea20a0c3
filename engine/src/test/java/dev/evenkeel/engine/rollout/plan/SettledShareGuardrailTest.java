// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.evidence.VariantMetricTickEvidence;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Guardrail on calls with delayed results.
class SettledShareGuardrailTest {
    private static final RolloutPlan PLAN = plan(new SettledShareGuardrail(Percent.parse("90"), Duration.ofDays(14)));

    private static RolloutPlan plan(SettledShareGuardrail settled) {
        RolloutPlan fast = RolloutPlan.fast();
        Guardrails of = fast.guardrails();
        return RolloutPlanFixtures.with(
                fast,
                new Guardrails(of.errors(), of.latency(), of.rank(), of.metrics(), of.sources(), null, settled, null));
    }

    private static GuardSimulation rolloutWithProof(RolloutPlan plan) {
        var rollout = new GuardSimulation(plan);
        for (int i = 0; i < 3_000; i++) {
            rollout.runSecond(GuardSimulation.clean(250), GuardSimulation.clean(3));
        }
        return rollout;
    }

    private static VariantTickEvidence settlements(long opened, long settled, long failed) {
        return new VariantTickEvidence(
                0,
                0,
                failed,
                0,
                0,
                0,
                0,
                Map.of(),
                Map.of(
                        MetricNames.SETTLEMENT_OPENED, new VariantMetricTickEvidence(opened, 0, 0, 0),
                        MetricNames.SETTLEMENT_SETTLED, new VariantMetricTickEvidence(settled, 0, 0, 0),
                        MetricNames.SETTLEMENT_FAILED, new VariantMetricTickEvidence(failed, failed, 0, 0)));
    }

    @Test
    @Clause("GUARD-43")
    void holdsUntilRequiredShareIsSettled() {
        var rollout = rolloutWithProof(PLAN);
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.SETTLING, "settled: no candidate call has a delayed result at this step"));
        rollout.runSecond(VariantTickEvidence.NONE, settlements(1_003, 812, 0));
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.SETTLING,
                        "settled: 812 of 1,003 calls with delayed results at this step are"
                                + " settled; 91 more needed for 90%"));
        rollout.runSecond(VariantTickEvidence.NONE, settlements(0, 91, 0));
        assertThat(rollout.guardrailResult("settled").verdict())
                .isEqualTo(new Verdict.Shown(
                        "settled", "903 of 1,003 calls with delayed results at this step are settled"));
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.Advance.class,
                        advance -> assertThat(advance.reason()).contains("settled: 903 of 1,003 calls with"));
    }

    @Test
    @Clause("GUARD-43")
    void ignoresSettlementsOfControlAndOtherRevisions() {
        var rollout = rolloutWithProof(PLAN);
        rollout.runSecond(settlements(0, 100, 0), settlements(100, 50, 0));
        rollout.observe(new EvidenceTick(
                ++rollout.tick, 0, 0, rollout.exposure(), true, VariantTickEvidence.NONE, settlements(0, 100, 0)));
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.SETTLING,
                        "settled: 50 of 100 calls with delayed results at this step are settled;"
                                + " 40 more needed for 90%"));
    }

    @Test
    @Clause("GUARD-43")
    void restoresSettlementsAfterRestart() {
        var rollout = rolloutWithProof(PLAN);
        rollout.runSecond(VariantTickEvidence.NONE, settlements(10, 4, 0));
        rollout.state = RolloutGuardState.fromBytes(rollout.state.toBytes());
        assertThat(rollout.decision().reason()).startsWith("settled: 4 of 10 calls");
    }

    @Test
    @Clause("GUARD-44")
    void rollsBackOnLateFailures() {
        var rollout = new GuardSimulation(PLAN);
        rollout.runCleanSeconds(20, 247, 3);
        for (int i = 0; i < 20; i++) {
            rollout.runSecond(settlements(0, 100, 0), settlements(0, 10, 2));
        }
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.RollBack.class,
                        back -> assertThat(back.reason()).startsWith("errors: "));
    }

    @Test
    @Clause("GUARD-44")
    void excludesLateFailuresFromProofAndSharedIncident() {
        var clean = rolloutWithProof(PLAN);
        double before = clean.guardrailResult("errors").logAdvance();
        clean.runSecond(VariantTickEvidence.NONE, settlements(0, 1, 1));
        assertThat(clean.guardrailResult("errors").logAdvance()).isEqualTo(before);
        assertThat(settlements(0, 500, 500).unitsFailedInCalls()).isZero();
    }

    @Test
    void rejectsInvalidShareAndWindow() {
        assertThatThrownBy(() -> plan(new SettledShareGuardrail(Percent.NONE, Duration.ZERO)))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(ValidationError::pointer)
                                .containsExactly("/guardrails/settled/share", "/guardrails/settled/window"));
    }
}
