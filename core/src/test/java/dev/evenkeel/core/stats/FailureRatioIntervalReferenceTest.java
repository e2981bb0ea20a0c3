// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.stats.FailureRatioInterval.StepFailures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compares random intervals with a reference that shares no code with [FailureRatioInterval]: it searches outwards
/// from the best ratio in ever smaller steps and computes the probability of each failure.
class FailureRatioIntervalReferenceTest {
    private static final long SEED = 37;
    private static final double FAR = 300;

    @ParameterizedTest(name = "{0} cases up to {1} failures")
    @CsvSource({"500, 20", "500, 2000", "500, 1000000"})
    void matchesIntervalFoundByStepwiseSearch(int cases, int most) {
        for (int i = 0; i < cases; i++) {
            var random = new RandomEvidenceInputs(SEED + i, most);
            List<StepFailures> steps = steps(random);
            double alpha = random.power(-4, -0.01);
            FailureRatioInterval interval = FailureRatioInterval.of(alpha, steps);
            double needed = logMixture(steps) + Math.log(alpha);
            double best = best(steps);
            end(interval.low(), steps, needed, best, -1, random);
            end(interval.high(), steps, needed, best, 1, random);
        }
    }

    private static void end(
            double end, List<StepFailures> steps, double needed, double best, int sign, RandomEvidenceInputs random) {
        boolean open = steps.stream().allMatch(s -> (sign < 0 ? s.candidate() : s.control()) == 0);
        if (open) {
            assertThat(end).as("seed %d", random.seed()).isEqualTo(sign < 0 ? 0 : Double.POSITIVE_INFINITY);
        } else if (Math.abs(Math.log(end)) < 300) {
            double expected = Math.exp(walk(steps, best, sign, needed));
            assertThat(end).as("seed %d", random.seed()).isCloseTo(expected, within(1e-6 * Math.max(1, expected)));
        }
    }

    /* By thirds: the likelihood has one peak. */
    private static double best(List<StepFailures> steps) {
        double low = -FAR;
        double high = FAR;
        for (int i = 0; i < 200; i++) {
            double third = (high - low) / 3;
            if (logLikelihood(steps, low + third) < logLikelihood(steps, high - third)) {
                low += third;
            } else {
                high -= third;
            }
        }
        return (low + high) / 2;
    }

    private static double walk(List<StepFailures> steps, double from, int sign, double needed) {
        double x = from;
        double step = 1;
        while (step > 1e-13) {
            if (Math.abs(x) < 2 * FAR && logLikelihood(steps, x + sign * step) > needed) {
                x += sign * step;
            } else {
                step /= 2;
            }
        }
        return x;
    }

    private static double logMixture(List<StepFailures> steps) {
        double[] weights = ReferencePayoffProduct.fallingWeights(24);
        var logs = new ArrayList<Double>();
        for (int k = 1; k <= weights.length; k++) {
            double log = Math.log(ReferencePayoffProduct.kappa(k));
            logs.add(Math.log(weights[k - 1] / 2) + logLikelihood(steps, log));
            logs.add(Math.log(weights[k - 1] / 2) + logLikelihood(steps, -log));
        }
        double high = logs.stream().mapToDouble(x -> x).max().orElseThrow();
        return high
                + Math.log(logs.stream().mapToDouble(x -> Math.exp(x - high)).sum());
    }

    private static double logLikelihood(List<StepFailures> steps, double logRatio) {
        double sum = 0;
        for (StepFailures step : steps) {
            double pi = step.share().candidate();
            double candidates = pi * Math.exp(logRatio);
            double all = candidates + 1 - pi;
            sum += step.candidate() * Math.log(candidates / all) + step.control() * Math.log((1 - pi) / all);
        }
        return sum;
    }

    private static List<StepFailures> steps(RandomEvidenceInputs random) {
        var steps = new ArrayList<StepFailures>();
        long size = random.upTo(5);
        double ratio = random.ratio();
        for (int i = 0; i < size; i++) {
            double share = random.share();
            TrialCounts failures = random.failures(share * ratio / (share * ratio + 1 - share));
            steps.add(new StepFailures(CandidateShare.assigned(share), failures.control(), failures.candidate()));
        }
        return steps;
    }
}
