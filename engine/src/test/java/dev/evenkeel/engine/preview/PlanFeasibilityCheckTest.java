// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.preview.StartWarning.Kind;
import dev.evenkeel.engine.rollout.plan.DeadlineAction;
import dev.evenkeel.engine.rollout.plan.ErrorGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.Guardrails;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutPlanFixtures;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PlanFeasibilityCheckTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final long SEEDED = 10_000;

    @Test
    void returnsNoWarningsForUsualTraffic() {
        assertThat(findWarnings(RolloutPlan.fast(), 250, 0.005)).isEmpty();
        assertThat(findWarnings(RolloutPlan.standard(), 200, 0.005)).isEmpty();
        assertThat(findWarnings(RolloutPlan.standard(), 1e6, 0.05)).isEmpty();
        assertThat(findWarnings(RolloutPlan.careful(), 2_000, 0.005)).isEmpty();
    }

    @Test
    void warnsAboutStepThatNeedsLongerThanItsLimit() {
        List<StartWarning> warnings = findWarnings(withStepLimit(RolloutPlan.standard(), DAY), 0.5, 0.005);

        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.kind()).isEqualTo(Kind.STEP);
            assertThat(warning.limit()).isEqualTo(DAY);
            assertThat(warning.seconds()).isGreaterThan(86_400);
            assertThat(warning.proof()).isNotNull().satisfies(proof -> {
                assertThat(proof.step()).isEqualTo(3);
                assertThat(proof.exposure()).isEqualTo(new Percent(5_000));
                assertThat(proof.callsPerMinute()).isCloseTo(15, within(1e-9));
                assertThat(60 * proof.callsNeeded() / proof.callsPerMinute())
                        .isCloseTo(warning.seconds() - 60, within(1e-6));
                assertThat(proof.callsPerMinuteNeeded())
                        .isCloseTo(60 * proof.callsNeeded() / (86_400 - 60.0), within(1e-9));
            });
            assertThat(warning.summary())
                    .matches("at 50%, about [0-9,]+ candidate calls are required to show failures < 1.26x control \\+ "
                            + "0.0526% of calls at 95%: about 1 d [0-9]+ h at 15 per minute "
                            + "\\([0-9.]+ per minute are enough\\); the plan limits a step to 1 d and then holds");
        });
    }

    @Test
    void matchesProofTimesOfPreview() {
        TrafficAssumptions traffic = new TrafficAssumptions(0.5, 0.005, 1, null);
        List<StepPreview> preview =
                PlanPreview.compute(RolloutPlan.standard(), traffic).steps();
        List<StartWarning> warnings =
                findWarnings(withStepLimit(RolloutPlan.standard(), Duration.ofSeconds(3_601)), 0.5, 0.005);

        assertThat(warnings).hasSize(4).allSatisfy(warning -> {
            StartWarning.LateStepProof late = Objects.requireNonNull(warning.proof());
            StepProofTimePreview proof = preview.get(late.step()).proof().orElseThrow();
            assertThat(warning.seconds())
                    .isCloseTo(proof.time().mean(), within(0.25 * proof.time().mean()));
        });
    }

    @Test
    void warnsAboutMissingControlTraffic() {
        var silent = new ObservedControlTraffic(
                0, Duration.ofMinutes(83), ObservedControlTraffic.ASSUMED_FAILURE_RATE, true);
        assertThat(PlanFeasibilityCheck.findWarnings(RolloutPlan.fast(), silent, 0, DAY))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.kind()).isEqualTo(Kind.TRAFFIC);
                    assertThat(warning.seconds()).isNaN();
                    assertThat(warning.summary())
                            .startsWith("no control calls in the last 1 h 23 min: the rollout exposes no users");
                });
    }

    @Test
    void warnsFirstAboutUnreachableLatencyBaseline() {
        List<StartWarning> warnings = PlanFeasibilityCheck.findWarnings(
                RolloutPlan.standard(), traffic(0.1, 0.005), 123, Duration.ofHours(24));

        assertThat(warnings)
                .extracting(StartWarning::kind)
                .containsExactly(Kind.BASELINE, Kind.STEP, Kind.STEP, Kind.STEP);
        assertThat(warnings.getFirst().seconds()).isInfinite();
        assertThat(warnings.getFirst().summary())
                .isEqualTo("the latency baseline has 123 of 10,000 required control calls; each counts for "
                        + "1 d, and traffic is too low, so the rollout never starts to expose users; the plan limits "
                        + "the rollout to 14 d and then holds");
    }

    @Test
    void warnsWhenLatencyBaselineExceedsPlanLimit() {
        RolloutPlan plan = RolloutPlanFixtures.with(
                RolloutPlan.fast(),
                new RolloutTimeLimits(Duration.ofMinutes(10), Duration.ofHours(1), DeadlineAction.ROLL_BACK));
        assertThat(PlanFeasibilityCheck.findWarnings(plan, traffic(2, 0.005), 1_000, DAY)
                        .getFirst())
                .satisfies(warning -> {
                    assertThat(warning.kind()).isEqualTo(Kind.BASELINE);
                    assertThat(warning.seconds()).isEqualTo(4_500);
                    assertThat(warning.summary())
                            .isEqualTo(
                                    "the latency baseline has 1,000 of 10,000 required control calls; the rest takes "
                                            + "about 1 h 15 min; the plan limits the rollout to 1 h and then rolls back");
                });
    }

    @Test
    void warnsWhenAllStepsTogetherExceedPlanLimit() {
        RolloutPlan plan = RolloutPlanFixtures.with(
                RolloutPlan.standard(),
                new RolloutTimeLimits(Duration.ofHours(2), Duration.ofHours(2), DeadlineAction.HOLD));
        assertThat(findWarnings(plan, 200, 0.005)).singleElement().satisfies(warning -> {
            assertThat(warning.kind()).isEqualTo(Kind.PLAN);
            assertThat(warning.seconds()).isEqualTo(9_600);
            assertThat(warning.summary())
                    .startsWith("each step is within its limit, but all together take about 2 h 40 min; ");
        });
    }

    @Test
    void warnsThatRatioMarginIsUnprovableWithoutFailures() {
        List<StartWarning> warnings = findWarnings(withErrors(GuardrailAction.ROLL_BACK), 1_000, 0);
        assertThat(warnings).hasSize(4).allSatisfy(warning -> {
            assertThat(warning.seconds()).isInfinite();
            assertThat(warning.summary()).contains("no number of calls can show failures < ");
        });
        assertThat(findWarnings(withErrors(GuardrailAction.OBSERVE), 1_000, 0)).isEmpty();
    }

    @Test
    void warnsAboutShadowStepWithTooFewComparisons() {
        assertThat(findWarnings(RolloutPlan.shadowFirst(), 200, 0.005)).isEmpty();
        StartWarning late = findWarnings(RolloutPlan.shadowFirst(), 0.3, 0.005).getFirst();
        StartWarning.LateStepProof proof = Objects.requireNonNull(late.proof());

        assertThat(proof.step()).isZero();
        assertThat(proof.callsNeeded()).isBetween(5_000L, 5_100L);
        assertThat(proof.callsPerMinute()).isCloseTo(0.3 * 60 * 0.1 * 0.8, within(1e-9));
        assertThat(late.summary())
                .startsWith("about 5,0")
                .contains(" shadow comparisons are required to show that results agree: about 2 d 11 h");
    }

    @Test
    void warnsWhenMoreProcessesConnectThanBreakerExpects() {
        RolloutPlan plan = RolloutPlan.standard();
        assertThat(PlanFeasibilityCheck.ofInstances(plan, 100)).isEmpty();
        assertThat(PlanFeasibilityCheck.ofInstances(plan, 1_234)).hasValueSatisfying(warning -> {
            assertThat(warning.kind()).isEqualTo(Kind.INSTANCES);
            assertThat(warning.summary())
                    .startsWith("1,234 processes are connected, but the plan sets breaker.instances to 100: ")
                    .endsWith("set breaker.instances to 1,234 or more");
        });
    }

    @Test
    void summarizesObservedTraffic() {
        assertThat(new ObservedControlTraffic(0.25, Duration.ofMinutes(83), 0.001, true).summary())
                .isEqualTo("control had 0.25 calls per second in the last 1 h 23 min; 0.1% of them are assumed to"
                        + " fail, "
                        + "because no rollout has measured it yet");
        assertThat(traffic(12, 0.005).summary())
                .isEqualTo("control had 12 calls per second in the last 1 min; 0.5% of them fail");
    }

    private static List<StartWarning> findWarnings(RolloutPlan plan, double callsPerSecond, double failureRate) {
        return PlanFeasibilityCheck.findWarnings(plan, traffic(callsPerSecond, failureRate), SEEDED, DAY);
    }

    private static ObservedControlTraffic traffic(double callsPerSecond, double failureRate) {
        return new ObservedControlTraffic(callsPerSecond, Duration.ofMinutes(1), failureRate, false);
    }

    private static RolloutPlan withStepLimit(RolloutPlan plan, Duration step) {
        return RolloutPlanFixtures.with(plan, new RolloutTimeLimits(step, Duration.ofDays(365), DeadlineAction.HOLD));
    }

    private static RolloutPlan withErrors(GuardrailAction action) {
        return RolloutPlanFixtures.with(
                RolloutPlan.standard(),
                new Guardrails(new ErrorGuardrail(1, 1.1, 0.25, Percent.NONE, Percent.NONE, action), List.of(), null));
    }
}
