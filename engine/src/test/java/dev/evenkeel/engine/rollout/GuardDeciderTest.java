// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static dev.evenkeel.engine.rollout.GuardSimulation.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.guardrail.GuardrailResult;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Decisions of the guard from its evidence.
class GuardDeciderTest {
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));
    private static final VariantTickEvidence FASTER =
            new VariantTickEvidence(12, 0, 0, 12, 0, 0, 12, Map.of(70, 12L), Map.of());

    @Test
    @Clause("GUARD-12")
    void rollsBackFailingCandidateEvenWhenItRecovers() {
        var rollout = new GuardSimulation(PLAN).runSecond(clean(238), failing(12, 6));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(rollout.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Breached.class);
        rollout.runSecond(failing(238, 238), clean(12));

        assertThat(rollout.decide().logRollback()).isLessThan(rollout.decide().logRollbackThreshold());
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-12")
    void combinesGuardrailsByTheirWeights() {
        var rollout = new GuardSimulation(PLAN).runSecond(clean(238), failing(12, 2));
        double sum = 0;
        for (GuardrailResult check : rollout.decide().results()) {
            sum += (check.verdict().check().equals("errors") ? 0.6 : 0.1) * Math.exp(check.logRollback());
        }
        assertThat(rollout.decide().logRollback()).isCloseTo(Math.log(sum), within(1e-12));
        assertThat(rollout.decide().logRollbackThreshold()).isCloseTo(Math.log(1 / 0.009), within(1e-12));
    }

    @Test
    @Clause("GUARD-12")
    void treatsGuardrailWithoutDataAsNeutralEvidence() {
        var rollout = new GuardSimulation(PLAN, Map.of());
        assertThat(rollout.decide().logRollback()).isCloseTo(0, within(1e-12));
        rollout.runSecond(clean(238), failing(12, 2));

        double errors = Math.exp(rollout.guardrailResult("errors").logRollback());
        assertThat(Math.exp(rollout.decide().logRollback())).isCloseTo(0.6 * errors + 0.4, within(1e-9));
    }

    @Test
    @Clause("GUARD-13")
    void rollsBackOnHarmDespiteMissingDataAndDwell() {
        var rollout =
                new GuardSimulation(PLAN).runSecond(clean(238), failing(12, 6)).advanceClock(Duration.ofSeconds(30));

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(rollout.decision().reason()).startsWith("errors: more units fail on the candidate");
    }

    @Test
    @Clause("GUARD-14")
    void advancesAfterProofAndDwellTime() {
        var rollout = new GuardSimulation(PLAN);
        while (!allProven(rollout) && rollout.tick < 100) {
            assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
            rollout.runSecond(clean(238), FASTER);
        }
        assertThat(rollout.tick).isBetween(10L, 60L);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        assertThat(((RolloutAction.Advance) rollout.decision()).toStep()).isEqualTo(1);
    }

    @Test
    @Clause("GUARD-14")
    void holdsProvenStepUntilDwellTimeEnds() {
        var rollout = new GuardSimulation(PLAN);
        rollout.runSecond(
                clean(23_800), new VariantTickEvidence(1_200, 0, 0, 1_200, 0, 0, 1_200, Map.of(70, 1_200L), Map.of()));

        assertThat(allProven(rollout)).isTrue();
        assertThat(rollout.decision()).isEqualTo(new RolloutAction.Hold(HoldKind.DWELL, "stays at 5% for another 9 s"));
        rollout.now = rollout.now.plusSeconds(9);
        rollout.lastBatchAt = rollout.now;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-14")
    void holdsWhenProofIsLostBeforeAdvancing() {
        var rollout = new GuardSimulation(PLAN);
        while (!allProven(rollout)) {
            rollout.runSecond(clean(238), FASTER);
        }
        rollout.runSecond(clean(238), new VariantTickEvidence(12, 4, 0, 12, 4, 0, 12, Map.of(70, 12L), Map.of()));

        assertThat(rollout.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Healthy.class);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
    }

    @Test
    @Clause("GUARD-14")
    void requiresEachGuardrailFromItsExposureOn() {
        var rollout = new GuardSimulation(RolloutPlan.fast());
        assertThat(requiredGuardrails(rollout)).isEqualTo("errors p50 ");
        rollout.moveTo(1);
        assertThat(requiredGuardrails(rollout)).isEqualTo("errors p50 p95 ");
        rollout.moveTo(2);
        assertThat(requiredGuardrails(rollout)).isEqualTo("errors p50 p95 p99 ");
    }

    @Test
    @Clause("GUARD-15")
    void endsBakeByTimeWithoutProof() {
        var rollout = new GuardSimulation(PLAN);
        rollout.moveTo(3);
        rollout.runCleanSeconds(14, 12, 238);
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(HoldKind.DWELL, "stays at 95% for another 1 s"));
        rollout.runCleanSeconds(1, 12, 238);

        assertThat(rollout.decision()).isEqualTo(new RolloutAction.Advance(4, "to 100%: no breach in 15 s"));
    }

    @Test
    @Clause("GUARD-15")
    void requiresProofForBakeWithoutEarlierSteps() {
        var rollout = new GuardSimulation(RolloutPlan.fast().fromExposure(new Percent(9_500)));
        rollout.runCleanSeconds(16, 1, 12);

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
    }

    @Test
    @Clause("GUARD-16")
    void completesLastStepWithoutControlTraffic() {
        var rollout = new GuardSimulation(PLAN);
        rollout.moveTo(4);
        rollout.runCleanSeconds(9, 0, 250);
        assertThat(rollout.guardrailResult("p99").verdict()).isEqualTo(new Verdict.NotComparable("p99"));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        rollout.runCleanSeconds(1, 0, 250);

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Complete("last step completed at 100%: no breach in 10 s"));
    }

    @Test
    @Clause("GUARD-17")
    void holdsOnMissingDataAndRollsBackAfterSecondLimit() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(1, 238, 12).advanceClock(Duration.ofSeconds(5));
        assertThat(rollout.guardrailResult("errors").verdict())
                .isEqualTo(new Verdict.NoData("errors", Duration.ofSeconds(5)));
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(HoldKind.MISSING_DATA, "cannot evaluate: no outcomes for 5 s"));
        rollout.advanceClock(Duration.ofSeconds(54));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
        rollout.advanceClock(Duration.ofSeconds(1));

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.RollBack.class);
        assertThat(rollout.decision().reason()).startsWith("missing data, no breach: no outcomes for 1 min at 5%");
    }

    @Test
    @Clause("GUARD-17")
    void keepsHoldingWithoutDataBelowRollbackExposure() {
        var rollout = new GuardSimulation(RolloutPlan.fast()).advanceClock(Duration.ofHours(1));
        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(HoldKind.MISSING_DATA, "cannot evaluate: no outcomes for 1 h"));
    }

    @Test
    @Clause("GUARD-17")
    void detectsSilentCandidateAfterTenExpectedCalls() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(1, 189, 0);
        assertThat(rollout.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Healthy.class);
        rollout.runCleanSeconds(1, 1, 0);

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.MISSING_DATA, "cannot evaluate: no candidate calls for 2 s, expected about 10"));
        rollout.runCleanSeconds(1, 100, 1);
        assertThat(rollout.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    @Clause("GUARD-17")
    void neverAdvancesOrCompletesWithoutData() {
        var proven = new GuardSimulation(PLAN);
        while (!allProven(proven)) {
            proven.runSecond(clean(238), FASTER);
        }
        var ending = new GuardSimulation(PLAN);
        ending.moveTo(4);
        ending.runCleanSeconds(4, 0, 250);

        assertThat(proven.advanceClock(Duration.ofSeconds(5)).decision()).isInstanceOf(RolloutAction.Hold.class);
        assertThat(ending.advanceClock(Duration.ofSeconds(20)).decision()).isInstanceOf(RolloutAction.Hold.class);
    }

    @Test
    @Clause("GUARD-18")
    void reportsMissingTrialsWhenHolding() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(10, 238, 12);
        GuardrailResult errors = rollout.guardrailResult("errors");

        assertThat(rollout.decision().reason())
                .contains("errors: 120 of about " + errors.candidateTrialsNeeded()
                        + " candidate trials needed to show failures < control + 2% of calls at 95%");
        assertThat(errors.candidateTrials()).isEqualTo(120);
        while (rollout.guardrailResult("errors").logAdvance() < Math.log(20)) {
            rollout.runCleanSeconds(1, 19, 1);
        }
        assertThat(rollout.guardrailResult("errors").candidateTrials())
                .isCloseTo(errors.candidateTrialsNeeded(), within(4L));
    }

    @Test
    @Clause("GUARD-18")
    void reportsProvenMarginAndConfidence() {
        var rollout = new GuardSimulation(PLAN).runCleanSeconds(40, 238, 12);

        assertThat(rollout.guardrailResult("errors").detail())
                .isEqualTo("errors: shown failures < control + 2% of calls at 95%");
    }

    @Test
    void rejectsEvidenceOfAnotherStep() {
        var rollout = new GuardSimulation(PLAN);
        rollout.step = 1;
        assertThatThrownBy(rollout::decide).hasMessageContaining("at step 1, its evidence at step 0");
    }

    private static boolean allProven(GuardSimulation rollout) {
        return rollout.decide().results().stream()
                .filter(check -> check.logAdvanceNeeded() > 0)
                .allMatch(check -> check.verdict() instanceof Verdict.Shown);
    }

    private static String requiredGuardrails(GuardSimulation rollout) {
        StringBuilder names = new StringBuilder();
        for (GuardrailResult check : rollout.decide().results()) {
            if (check.logAdvanceNeeded() > 0) {
                names.append(check.verdict().check()).append(' ');
            }
        }
        return names.toString();
    }
}
