// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExceedanceGuardTest {
    @ParameterizedTest
    @CsvSource({"0.05, 0.5", "0.5, 0.5", "0.01, 0.2", "0.9, 0.7", "0.05, 0.99", "0.05, 0.01"})
    void rollbackEvidenceEqualsProductOfPayoffs(double share, double centre) {
        ExceedanceGuard guard = ExceedanceGuard.rollback();
        ReferencePayoffProduct reference = new ReferencePayoffProduct(ReferencePayoffProduct.fallingWeights(24), false);
        for (TrialCounts trials : new TrialCounts[] {
            new TrialCounts(40, 19, 7, 5), new TrialCounts(33, 20, 0, 0), new TrialCounts(3, 0, 9, 9)
        }) {
            guard.observe(CandidateShare.assigned(share), centre, trials);
            for (int k = 0; k < 24; k++) {
                double lambda = lambda(ReferencePayoffProduct.kappa(k + 1), share, centre);
                reference.trials(k, ReferencePayoffProduct.margin(lambda, share, 1, 0, centre), trials);
            }
            double expected = reference.logE();
            assertThat(guard.mixture().logE()).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void advanceEqualsRollbackWithSwappedVariants() {
        ExceedanceGuard advance = ExceedanceGuard.advance();
        ExceedanceGuard rollback = ExceedanceGuard.rollback();
        advance.observe(CandidateShare.assigned(0.1), 0.5, new TrialCounts(90, 47, 12, 2));
        rollback.observe(CandidateShare.assigned(0.9), 0.5, new TrialCounts(12, 2, 90, 47));

        assertThat(advance.mixture().logE()).isCloseTo(rollback.mixture().logE(), within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.5, 0.999_999})
    void staysFiniteForExtremeCounts(double share) {
        long many = 1_000_000_000_000L;
        for (double centre : new double[] {1e-9, 0.5, 1 - 1e-9}) {
            ExceedanceGuard guard = ExceedanceGuard.restartingRollback();
            guard.observe(CandidateShare.assigned(share), centre, new TrialCounts(many, many, many, 0));
            assertThat(guard.mixture().logE()).isFinite();
            guard.observe(CandidateShare.assigned(share), centre, new TrialCounts(many, 0, many, many));
            assertThat(guard.mixture().logE()).isFinite();
        }
    }

    @Test
    void skipsTickWithEmptyVariantAtRealisedShare() {
        ExceedanceGuard guard = ExceedanceGuard.rollback();
        guard.observe(0.5, new TrialCounts(90, 40, 10, 9));
        double before = guard.mixture().logE();
        guard.observe(0.5, new TrialCounts(0, 0, 10, 10));

        assertThat(guard.mixture().logE()).isEqualTo(before);
    }

    @Test
    void rejectsCentreOfZeroOrOne() {
        assertThatThrownBy(() -> ExceedanceGuard.rollback().observe(0, TrialCounts.NONE))
                .hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> ExceedanceGuard.rollback().observe(CandidateShare.assigned(0.5), 1, TrialCounts.NONE))
                .hasMessageContaining("got 1.0");
    }

    /* The pair (p, x) with odds ratio w and pi p + (1 - pi) x = c, computed by bisection instead of the closed form. */
    private static double lambda(double w, double pi, double c) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 200; i++) {
            double x = (low + high) / 2;
            if (pi * w * x / (1 - x + w * x) + (1 - pi) * x < c) {
                low = x;
            } else {
                high = x;
            }
        }
        double p = w * low / (1 - low + w * low);
        double bet = pi * (1 - pi) * (p - low) / (c * (1 - c));
        return Math.min(bet, 0.999 * Math.min(pi / c, (1 - pi) / (1 - c)));
    }
}
