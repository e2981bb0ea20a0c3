// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.plan.DeadlineAction;
import dev.evenkeel.engine.rollout.plan.ErrorGuardrail;
import dev.evenkeel.engine.rollout.plan.Guardrails;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import dev.evenkeel.engine.simulation.SingleRolloutSimulation;
import dev.evenkeel.engine.simulation.SyntheticService;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Compares previews with simulated rollouts that the production guard decides. Run n has seed n.
@Tag("long")
class PlanPreviewSimulationTest {
    private static final int RUNS = 300;
    private static final double CALLS = 100;
    private static final double BASE = 0.02;
    private static final Duration LIMIT = Duration.ofHours(2);

    @Test
    void matchesPreviewedStepTimesForHealthyCandidates() {
        RolloutPlan plan = plan(Duration.ofSeconds(20), Duration.ofSeconds(5), "20", "100");
        StepPreview step = PlanPreview.compute(plan, traffic()).steps().getFirst();
        double[] stays = IntStream.range(0, RUNS)
                .mapToObj(seed -> SingleRolloutSimulation.run(plan, service(1), seed, LIMIT))
                .filter(outcome -> outcome.lastAction() instanceof RolloutAction.Complete)
                .mapToDouble(outcome -> outcome.stepEnds().getFirst().toSeconds())
                .toArray();

        assertThat(step.proof())
                .hasValueSatisfying(proof -> assertThat(proof.method()).isNotEqualTo(EstimationMethod.SIMULATED));
        assertThat(stays).hasSizeGreaterThan(RUNS - 10);
        assertMean(stays, step.timeAtStep().mean());
        assertShare(count(stays, 20), stays.length, step.advanceAtDwellProbability());
        assertShare(count(stays, 40), stays.length, step.advanceWithinTwiceDwellProbability());
        assertShare(count(stays, step.timeAtStep().p90()), stays.length, 0.9);
    }

    @Test
    void matchesPreviewedRollbackTimesForBadCandidates() {
        RolloutPlan plan = plan(Duration.ofDays(1), Duration.ZERO, "20", "100");
        PlanPreview preview = PlanPreview.compute(plan, traffic());
        for (double ratio : new double[] {2, 5, 10}) {
            StepHarmPreview harm = preview.steps().getFirst().harms().stream()
                    .filter(one -> one.ratio() == ratio)
                    .findFirst()
                    .orElseThrow();
            List<SingleRolloutSimulation.Outcome> outcomes = IntStream.range(0, RUNS)
                    .mapToObj(seed -> SingleRolloutSimulation.run(plan, service(ratio), seed, LIMIT))
                    .toList();

            assertThat(outcomes)
                    .allSatisfy(one -> assertThat(one.lastAction()).isInstanceOf(RolloutAction.RollBack.class));
            assertMean(
                    outcomes.stream()
                            .mapToDouble(one -> one.duration().toSeconds())
                            .toArray(),
                    harm.seconds());
            assertMean(
                    outcomes.stream()
                            .mapToDouble(SingleRolloutSimulation.Outcome::candidateFailures)
                            .toArray(),
                    harm.failedCalls());
        }
    }

    @Test
    void detectsSmallestDetectableRatioInFourOfFiveRuns() {
        RolloutPlan plan = plan(Duration.ofMinutes(2), Duration.ZERO, "20", "100");
        StepPreview step = PlanPreview.compute(plan, traffic()).steps().getFirst();
        RolloutPlan patient = plan(Duration.ofDays(1), Duration.ZERO, "20", "100");
        long caught = IntStream.range(0, RUNS)
                .mapToObj(seed -> SingleRolloutSimulation.run(
                        patient, service(step.detectableRatio()), seed, Duration.ofSeconds((long)
                                step.timeAtStep().mean())))
                .filter(outcome -> outcome.lastAction() instanceof RolloutAction.RollBack)
                .count();

        assertShare(caught, RUNS, 0.8);
    }

    @Test
    void detectsLateHarmWithinPreviewedTime() {
        RolloutPlan plan = plan(Duration.ofMinutes(10), Duration.ZERO, "1", "5", "100");
        TrafficAssumptions traffic = new TrafficAssumptions(1_000, 0.005, 1, null);
        StepHarmPreview harm =
                PlanPreview.compute(plan, traffic).steps().get(1).harms().get(2);
        double[] seconds = IntStream.range(0, RUNS)
                .mapToDouble(this::detectionTimeOfLateHarm)
                .toArray();
        double mean = mean(seconds);

        assertThat(harm.ratio()).isEqualTo(5);
        assertThat(mean).isLessThan(harm.seconds() + 3 * standardError(seconds));
        assertThat(mean).isGreaterThan(0.8 * harm.seconds());
    }

    /* Ten healthy minutes at 1%, then five times control's failures at 5%; a start each minute and at the change. */
    private double detectionTimeOfLateHarm(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RatioGuard guard = RatioGuard.restartingRollback(1, 0);
        second(guard, random, 0.01, 1, 0);
        for (int second = 1; second < 600; second++) {
            second(guard, random, 0.01, 1, second % 60);
        }
        guard.mixture().restart();
        int seconds = 0;
        while (guard.mixture().logE() < -Math.log(0.009)) {
            second(guard, random, 0.05, 5, seconds == 0 ? 1 : seconds % 60);
            seconds++;
        }
        return seconds;
    }

    private static void second(RatioGuard guard, SplittableRandom random, double share, double ratio, int phase) {
        if (phase == 0) {
            guard.mixture().restart();
        }
        TruncatedPoisson control = TruncatedPoisson.of(5 * (1 - share));
        TruncatedPoisson candidate = TruncatedPoisson.of(5 * share * ratio);
        guard.observe(
                CandidateShare.assigned(share),
                TrialCounts.ofFailures(control.quantile(random.nextDouble()), candidate.quantile(random.nextDouble())));
    }

    private static RolloutPlan plan(Duration dwell, Duration warmUp, String... exposures) {
        RolloutPlan fast = RolloutPlan.fast();
        return new RolloutPlan(
                "test",
                List.of(exposures).stream()
                        .map(exposure -> new RolloutStep(
                                Percent.parse(exposure), exposure.equals("100") ? Duration.ZERO : dwell))
                        .toList(),
                0.01,
                0.05,
                warmUp,
                exposures.length == 2 ? Duration.ofDays(1) : Duration.ofSeconds(60),
                new Guardrails(new ErrorGuardrail(1, 1, 0.3, new Percent(50), Percent.NONE), List.of(), null),
                1,
                fast.missingData(),
                fast.tickMaxAge(),
                fast.sharedIncident(),
                new RolloutTimeLimits(Duration.ofDays(30), Duration.ofDays(30), DeadlineAction.HOLD),
                fast.approvers(),
                LocalBreakerPolicy.DEFAULT,
                null);
    }

    private static TrafficAssumptions traffic() {
        return new TrafficAssumptions(CALLS, BASE, 1, null);
    }

    private static SyntheticService service(double ratio) {
        return new SyntheticService(CALLS, 1_000_000, BASE, BASE * ratio, 5_000, 0.5, 1);
    }

    private static long count(double[] values, double most) {
        return IntStream.range(0, values.length).filter(i -> values[i] <= most).count();
    }

    private static void assertMean(double[] seen, double predicted) {
        assertThat(mean(seen)).isBetween(predicted - 3 * standardError(seen), predicted + 3 * standardError(seen));
    }

    private static void assertShare(long seen, int of, double predicted) {
        double error = Math.sqrt(Math.max(predicted * (1 - predicted), 1.0 / of) / of);
        assertThat((double) seen / of).isBetween(predicted - 3 * error, predicted + 3 * error);
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    private static double standardError(double[] values) {
        double mean = mean(values);
        double squares = IntStream.range(0, values.length)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
