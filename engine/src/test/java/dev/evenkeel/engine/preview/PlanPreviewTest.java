// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.ErrorGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.Guardrails;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanPreviewTest {
    private static final PlanPreview STANDARD =
            PlanPreview.compute(RolloutPlan.standard(), new TrafficAssumptions(200, 0.005, 1, 40.0));

    @Test
    void provesFirstFourStepsWithinDwellTime() {
        assertThat(STANDARD.hasUnprovableStep()).isFalse();
        assertThat(STANDARD.steps()).hasSize(6);
        assertThat(STANDARD.steps().subList(0, 4)).allSatisfy(step -> {
            assertThat(step.proof()).hasValueSatisfying(proof -> {
                assertThat(proof.method()).isNotEqualTo(EstimationMethod.SIMULATED);
                assertThat(proof.time().mean()).isGreaterThan(60).isLessThan((double)
                        step.dwell().toSeconds());
            });
            assertThat(step.advanceAtDwellProbability()).isGreaterThan(0.99);
        });
    }

    @Test
    void requiresNoProofForLastSteps() {
        assertThat(STANDARD.steps().subList(4, 6)).allSatisfy(step -> {
            assertThat(step.proof()).isEmpty();
            assertThat(step.advanceAtDwellProbability()).isEqualTo(1);
        });
    }

    @Test
    void calculatesTimeToLastStepAndCompletion() {
        assertThat(STANDARD.timeToLastStep().mean()).isCloseTo(130 * 60, within(5.0));
        assertThat(STANDARD.timeToCompletion().mean()).isCloseTo(160 * 60, within(5.0));
        assertThat(STANDARD.excludesLatency()).isTrue();
    }

    @Test
    void detectsLargerHarmFasterAndCalculatesItsCost() {
        for (StepPreview step : STANDARD.steps().subList(0, 5)) {
            assertThat(step.harms()).extracting(StepHarmPreview::ratio).containsExactly(1.5, 2.0, 5.0, 10.0);
            for (int i = 1; i < step.harms().size(); i++) {
                assertThat(step.harms().get(i).seconds())
                        .isLessThan(step.harms().get(i - 1).seconds());
            }
            assertThat(step.harms()).allSatisfy(harm -> {
                assertThat(harm.excessFailures())
                        .isCloseTo(harm.failedCalls() * (1 - 1 / harm.ratio()), within(1e-9 * harm.failedCalls()));
                assertThat(harm.money()).hasValue(40 * harm.excessFailures());
            });
        }
        assertThat(STANDARD.steps().getLast().harms()).isEmpty();
        assertThat(STANDARD.steps().getLast().detectableRatio()).isInfinite();
    }

    @Test
    void limitsFalseRollbackProbabilityAcrossSteps() {
        assertThat(STANDARD.falseRollbackProbability()).isCloseTo(0.009, within(1e-12));
        assertThat(STANDARD.steps().stream()
                        .mapToDouble(StepPreview::falseRollbackProbability)
                        .sum())
                .isBetween(0.0054, 0.009);
        assertThat(STANDARD.steps().getFirst().falseRollbackProbability()).isGreaterThan(0.6 * 0.009);
    }

    @Test
    void reportsUnprovableStepAndRequiredTraffic() {
        PlanPreview thin = PlanPreview.compute(RolloutPlan.standard(), traffic(0.5, 0.005));
        StepPreview half = thin.steps().get(3);

        assertThat(thin.steps()).filteredOn(StepPreview::isUnprovable).containsExactly(half);
        assertThat(half.proof().orElseThrow().time().mean())
                .isGreaterThan((double) PlanPreview.LONGEST_PROOF.toSeconds());
        assertThat(half.proof().orElseThrow().obstacle()).hasValueSatisfying(obstacle -> {
            assertThat(obstacle.callsPerSecond().orElseThrow()).isBetween(0.5, 1.5);
            assertThat(obstacle.toleratedExtra().orElseThrow()).isBetween(0.0005, 0.003);
        });
    }

    @Test
    void cannotProveRatioMarginWithoutFailures() {
        PlanPreview never = PlanPreview.compute(withErrors(0.25, Percent.NONE), traffic(1_000, 0));

        assertThat(never.steps().getFirst().proof().orElseThrow().obstacle()).hasValueSatisfying(obstacle -> {
            assertThat(obstacle.seconds()).isInfinite();
            assertThat(obstacle.callsPerSecond()).isEmpty();
            assertThat(obstacle.toleratedExtra()).isPresent();
        });
        assertThat(never.timeToLastStep().mean()).isInfinite();
        assertThat(never.steps()).allSatisfy(step -> assertThat(step.harms()).isEmpty());
    }

    @Test
    void provesAbsoluteMarginWithoutFailures() {
        StepPreview first = PlanPreview.compute(RolloutPlan.standard(), traffic(100, 0))
                .steps()
                .getFirst();

        assertThat(first.isUnprovable()).isFalse();
        assertThat(first.proof().orElseThrow().toleratedRatio()).isInfinite();
        assertThat(first.proof().orElseThrow().candidateTrials()).isBetween(380.0, 400.0);
    }

    @Test
    @Tag("long")
    void simulatesProofTimeWhenExactComputationIsTooLarge() {
        PlanPreview tight = PlanPreview.compute(withErrors(0.08, new Percent(1)), traffic(20, 0.05));
        StepProofTimePreview half = tight.steps().get(3).proof().orElseThrow();

        assertThat(half.method()).isEqualTo(EstimationMethod.SIMULATED);
        assertThat(half.time().mean()).isPositive();
    }

    @Test
    void needsMoreFailedCallsWhenUnitsCallRepeatedly() {
        PlanPreview sticky = PlanPreview.compute(RolloutPlan.standard(), new TrafficAssumptions(200, 0.005, 4, null));
        StepHarmPreview one = STANDARD.steps().getFirst().harms().get(1);
        StepHarmPreview four = sticky.steps().getFirst().harms().get(1);

        assertThat(four.failedCalls()).isCloseTo(4 * one.failedCalls(), within(0.01 * one.failedCalls() * 4));
    }

    @Test
    void provesEachStepForHugeTraffic() {
        PlanPreview huge = PlanPreview.compute(RolloutPlan.standard(), traffic(1e6, 0.05));

        assertThat(huge.hasUnprovableStep()).isFalse();
        assertThat(huge.steps().getFirst().harms().getFirst().seconds()).isLessThan(20);
    }

    @ParameterizedTest
    @Tag("long")
    @CsvSource({"1e9, 0.005, 1", "1e9, 0.5, 1", "1e8, 0.001, 1", "1e9, 0.999999, 1e9", "1e-6, 0.5, 1e9"})
    void limitsMemoryForExtremeTraffic(double callsPerSecond, double baseRate, double callsPerUnit) {
        var traffic = new TrafficAssumptions(callsPerSecond, baseRate, callsPerUnit, TrafficAssumptions.MAX_MONEY);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        PlanPreview preview = PlanPreview.compute(RolloutPlan.fast(), traffic);

        assertThat(preview.steps()).hasSameSizeAs(RolloutPlan.fast().steps());
        /* In all, garbage included; a single table took more than that. */
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(3_000_000_000L);
    }

    @Test
    void reducesComputationBudgetPerStepForLongPlans() {
        List<RolloutStep> steps = IntStream.rangeClosed(1, 100)
                .mapToObj(exposure -> new RolloutStep(new Percent(100 * exposure), Duration.ofMinutes(1)))
                .toList();
        RolloutPlan plan = withErrors(steps, 0.25, new Percent(50));

        assertThat(ComputationBudget.of(RolloutPlan.standard())).isEqualTo(ComputationBudget.FULL);
        assertThat(ComputationBudget.of(plan).share()).isEqualTo(0.1);
        assertThat(PlanPreview.compute(plan, traffic(100, 0.005)).steps()).hasSize(100);
    }

    @Test
    void returnsCachedPreviewForSameInput() {
        var cache = new PlanPreviewCache();
        PlanPreview first = cache.get(RolloutPlan.fast(), traffic(250, 0.002));

        assertThat(cache.get(RolloutPlan.fast(), traffic(250, 0.002))).isSameAs(first);
        assertThat(cache.get(RolloutPlan.fast(), traffic(251, 0.002))).isNotEqualTo(first);
    }

    @Test
    void rejectsInvalidTraffic() {
        assertThatThrownBy(() -> traffic(0, 0.1)).hasMessageContaining("callsPerSecond");
        assertThatThrownBy(() -> traffic(1, 1)).hasMessageContaining("baseRate");
        assertThatThrownBy(() -> traffic(Double.NaN, 0.1)).hasMessageContaining("callsPerSecond");
    }

    @Test
    @Tag("long")
    void previewsComparisonsNeededForShadowStep() {
        StepPreview first = PlanPreview.compute(RolloutPlan.shadowFirst(), new TrafficAssumptions(2, 0.005, 1, null))
                .steps()
                .getFirst();
        ShadowAgreementProofPreview shadow = first.shadow().orElseThrow();

        assertThat(first.proof()).isEmpty();
        assertThat(shadow.perSecond()).isCloseTo(2 * 0.1 * 0.8, within(1e-9));
        assertThat(shadow.comparisons()).isBetween(5_000L, 5_100L);
        assertThat(first.timeAtStep().mean()).isEqualTo(shadow.secondsToProof());
        assertThat(first.isUnprovable()).isFalse();
        assertThat(first.advanceAtDwellProbability()).isZero();
    }

    @Test
    @Tag("long")
    void reportsUnprovableShadowStepForLowTraffic() {
        assertThat(PlanPreview.compute(RolloutPlan.shadowFirst(), new TrafficAssumptions(0.2, 0.005, 1, null))
                        .steps()
                        .getFirst()
                        .isUnprovable())
                .isTrue();
    }

    @Test
    void requiresNoProofAndStopsNoHarmWithObserveAction() {
        RolloutPlan standard = RolloutPlan.standard();
        RolloutPlan observing = new RolloutPlan(
                "observing",
                standard.steps(),
                standard.alpha(),
                standard.advanceAlpha(),
                standard.warmUp(),
                standard.restartEvery(),
                new Guardrails(
                        new ErrorGuardrail(1, 1.1, 0.25, Percent.NONE, Percent.NONE, GuardrailAction.OBSERVE),
                        List.of(),
                        null),
                standard.seedSamples(),
                standard.missingData(),
                standard.tickMaxAge(),
                standard.sharedIncident(),
                standard.limits(),
                standard.approvers(),
                LocalBreakerPolicy.DEFAULT,
                null);
        var step = PlanPreview.compute(observing, traffic(200, 0.005)).steps().getFirst();

        assertThat(step.proof()).isEmpty();
        assertThat(step.detectableRatio()).isInfinite();
        assertThat(step.harms()).isNotEmpty().allMatch(harm -> Double.isInfinite(harm.seconds()));
    }

    private static TrafficAssumptions traffic(double callsPerSecond, double baseRate) {
        return new TrafficAssumptions(callsPerSecond, baseRate, 1, null);
    }

    private static RolloutPlan withErrors(double rise, Percent extra) {
        return withErrors(RolloutPlan.standard().steps(), rise, extra);
    }

    private static RolloutPlan withErrors(List<RolloutStep> steps, double rise, Percent extra) {
        RolloutPlan standard = RolloutPlan.standard();
        return new RolloutPlan(
                "ratio",
                steps,
                standard.alpha(),
                standard.advanceAlpha(),
                Duration.ZERO,
                standard.restartEvery(),
                new Guardrails(new ErrorGuardrail(1, 1.1, rise, extra, Percent.NONE), List.of(), null),
                standard.seedSamples(),
                standard.missingData(),
                standard.tickMaxAge(),
                standard.sharedIncident(),
                standard.limits(),
                standard.approvers(),
                LocalBreakerPolicy.DEFAULT,
                null);
    }
}
