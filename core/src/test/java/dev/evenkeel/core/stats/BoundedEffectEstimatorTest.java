// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.stats.BoundedEffectEstimator.OutcomeTotals;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BoundedEffectEstimatorTest {
    private static final CandidateShare HALF = CandidateShare.assigned(0.5);

    @Test
    void evidenceEqualsProductOfPayoffs() {
        CandidateShare share = CandidateShare.assigned(0.2);
        for (double difference : new double[] {-0.4, 0, 0.05, 0.9}) {
            double reference = Math.log(referenceEvidence(difference, share, 40, 9, 12, 7));
            assertThat(BoundedEffectEstimator.logE(
                            difference, share, new OutcomeTotals(40, 9), new OutcomeTotals(12, 7)))
                    .isCloseTo(reference, within(1e-12 * Math.max(1, Math.abs(reference))));
        }
    }

    @Test
    void intervalEndsWhereEvidenceReachesTwoOverAlpha() {
        OutcomeTotals control = new OutcomeTotals(400, 40);
        OutcomeTotals treatment = new OutcomeTotals(400, 90);
        EffectInterval interval = BoundedEffectEstimator.estimate(0.05, HALF, control, treatment);
        assertThat(BoundedEffectEstimator.logE(interval.low(), HALF, control, treatment))
                .isCloseTo(Math.log(40), within(1e-9));
        assertThat(BoundedEffectEstimator.logE(-interval.high(), HALF, treatment, control))
                .isCloseTo(Math.log(40), within(1e-9));
        assertThat(interval.low()).isBetween(0.0, 0.125);
        assertThat(interval.high()).isBetween(0.125, 0.25);
    }

    @Test
    void intervalSpansFullRangeWithoutUnits() {
        OutcomeTotals none = new OutcomeTotals(0, 0);
        assertThat(BoundedEffectEstimator.estimate(0.05, HALF, none, none)).isEqualTo(new EffectInterval(-1, 1));
    }

    @Test
    void swappingVariantsMirrorsInterval() {
        EffectInterval one = BoundedEffectEstimator.estimate(
                0.05, CandidateShare.assigned(0.3), new OutcomeTotals(700, 35), new OutcomeTotals(300, 21.5));
        EffectInterval other = BoundedEffectEstimator.estimate(
                0.05, CandidateShare.assigned(0.7), new OutcomeTotals(300, 21.5), new OutcomeTotals(700, 35));
        assertThat(other.low()).isCloseTo(-one.high(), within(1e-12));
        assertThat(other.high()).isCloseTo(-one.low(), within(1e-12));
    }

    @Test
    @Tag("one-jdk")
    void keepsCoverageUnderContinuousMonitoringOfRareEvents() {
        var random = new SplittableRandom(11);
        int missed = 0;
        for (int run = 0; run < 400; run++) {
            missed += excludesZeroAtAnyLook(random, 0.002, 0.05, 2_000) ? 1 : 0;
        }
        assertThat(missed).as("of 400 at alpha 5%%").isLessThanOrEqualTo(34);
    }

    private static boolean excludesZeroAtAnyLook(SplittableRandom random, double rate, double share, int units) {
        long[] n = new long[2];
        double[] sums = new double[2];
        for (int i = 1; i <= units; i++) {
            int side = random.nextDouble() < share ? 1 : 0;
            n[side]++;
            sums[side] += random.nextDouble() < rate ? 1 : 0;
            if (i % 10 == 0) {
                EffectInterval interval = BoundedEffectEstimator.estimate(
                        0.05,
                        CandidateShare.assigned(share),
                        new OutcomeTotals(n[0], sums[0]),
                        new OutcomeTotals(n[1], sums[1]));
                if (interval.low() > 0 || interval.high() < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void rejectsInvalidTotalsAndAlpha() {
        assertThatThrownBy(() -> new OutcomeTotals(2, 3)).hasMessageContaining("3.0 over 2");
        assertThatThrownBy(() ->
                        BoundedEffectEstimator.estimate(0, HALF, new OutcomeTotals(0, 0), new OutcomeTotals(0, 0)))
                .hasMessageContaining("got 0.0");
    }

    private static double referenceEvidence(double d, CandidateShare share, int nC, int eC, int nT, int eT) {
        double sum = 0;
        for (int k = 0; k < 24; k++) {
            double bet = 1e-4 * Math.pow(0.95 / 1e-4, k / 23.0) / (1 / share.control() + 1);
            double product = 1;
            for (int i = 0; i < nC; i++) {
                product *= 1 - bet * ((i < eC ? 1 / share.control() : 0) + d);
            }
            for (int i = 0; i < nT; i++) {
                product *= 1 + bet * ((i < eT ? 1 / share.candidate() : 0) - d);
            }
            sum += product / 24;
        }
        return sum;
    }
}
