// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.stats.FailureRatioInterval.StepFailures;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureRatioIntervalTest {
    private static final List<StepFailures> STEPS = List.of(
            new StepFailures(CandidateShare.assigned(0.01), 200, 5),
            new StepFailures(CandidateShare.assigned(0.25), 60, 70));

    @Test
    void endsWhereMixtureOverLikelihoodIsOneOverAlpha() {
        FailureRatioInterval interval = FailureRatioInterval.of(0.05, STEPS);
        for (double end : new double[] {interval.low(), interval.high()}) {
            assertThat(mixture() / likelihood(end)).isCloseTo(20, within(1e-6));
        }
        assertThat(interval.low()).isBetween(1.0, 3.4);
        assertThat(interval.high()).isBetween(3.5, 6.0);
    }

    @Test
    void isUnboundedWhenVariantHasNoFailures() {
        assertThat(FailureRatioInterval.of(0.05, List.of(new StepFailures(CandidateShare.assigned(0.5), 40, 0)))
                        .low())
                .isZero();
        assertThat(FailureRatioInterval.of(0.05, List.of(new StepFailures(CandidateShare.assigned(0.5), 0, 40)))
                        .high())
                .isInfinite();
        assertThat(FailureRatioInterval.of(0.05, List.of()))
                .isEqualTo(new FailureRatioInterval(0, Double.POSITIVE_INFINITY));
    }

    @Test
    void lowerBoundNeverExceedsUpperBound() {
        for (double share : new double[] {1e-6, 0.5, 1 - 1e-6}) {
            for (long control : new long[] {0, 5, 1_000_000_000_000L}) {
                for (long candidate : new long[] {0, 1, 1_000_000_000_000L}) {
                    var failures = new StepFailures(CandidateShare.assigned(share), control, candidate);
                    FailureRatioInterval interval = FailureRatioInterval.of(0.05, List.of(failures));
                    assertThat(interval.low()).as("%s", failures).isBetween(0.0, interval.high());
                }
            }
        }
    }

    @Test
    void rejectsInvalidAlphaAndNegativeCounts() {
        assertThatThrownBy(() -> FailureRatioInterval.of(1, STEPS)).hasMessageContaining("got 1.0");
        assertThatThrownBy(() -> new StepFailures(CandidateShare.assigned(0.5), -1, 0))
                .hasMessageContaining("control -1");
    }

    private static double mixture() {
        double sum = 0;
        double[] weights = ReferencePayoffProduct.fallingWeights(24);
        for (int k = 1; k <= 24; k++) {
            double kappa = ReferencePayoffProduct.kappa(k);
            sum += weights[k - 1] / 2 * (likelihood(kappa) + likelihood(1 / kappa));
        }
        return sum;
    }

    private static double likelihood(double rho) {
        double product = 1;
        for (StepFailures step : STEPS) {
            double pi = step.share().candidate();
            double theta = pi * rho / (pi * rho + 1 - pi);
            product *= Math.pow(theta, (double) step.candidate()) * Math.pow(1 - theta, (double) step.control());
        }
        return product;
    }
}
