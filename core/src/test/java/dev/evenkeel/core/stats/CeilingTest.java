// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CeilingTest {
    @ParameterizedTest(name = "{0} events alarm up to an expectation of {1}")
    @CsvSource({"1, 0.00109, 0.00001", "2, 0.0335, 0.0001", "3, 0.136, 0.001", "4, 0.307, 0.001", "5, 0.537, 0.001"})
    void raisesAlarmOnlyBelowExpectedEventThreshold(long events, double expected, double digit) {
        assertThat(poisson(events, expected - digit)).isGreaterThan(Math.log(100));
        assertThat(poisson(events, expected + digit)).isLessThan(Math.log(100));
    }

    @Test
    void poissonEvidenceIsMixtureOfLikelihoodRatios() {
        double sum = 0;
        for (int i = 0; i < 24; i++) {
            double kappa = 1.5 * Math.pow(1e4 / 1.5, i / 23.0);
            sum += Math.pow(kappa, 3) * Math.exp(-(kappa - 1) * 0.02) / 24;
        }
        assertThat(poisson(3, 0.02)).isCloseTo(Math.log(sum), within(1e-12 * Math.log(sum)));
    }

    @ParameterizedTest
    @CsvSource({"0.001", "0.1", "0.9"})
    void bernoulliEvidenceIsMixtureOfLikelihoodRatios(double limit) {
        BernoulliLimitGuard ceiling = new BernoulliLimitGuard(limit);
        ceiling.observe(2, 10);
        ceiling.observe(1, 5);
        double sum = 0;
        double weights = 0;
        for (int k = 1; k <= 24; k++) {
            double p = ReferencePayoffProduct.kappa(k) * limit;
            if (p < 1) {
                double weight = Math.pow(k, -0.25);
                weights += weight;
                sum += weight * Math.pow(p / limit, 3) * Math.pow((1 - p) / (1 - limit), 12);
            }
        }
        assertThat(ceiling.mixture().logE()).isCloseTo(Math.log(sum / weights), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.01", "0.5", "0.999999"})
    void sampleRatioEvidenceIsMixtureOfLikelihoodRatios(double planned) {
        SampleRatioGuard guard = new SampleRatioGuard();
        guard.observe(CandidateShare.assigned(planned), 40, 60);
        double sum = 0;
        for (int i = 0; i < 8; i++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double odds = Math.exp(sign * 0.005 * (1 << i));
                double norm = planned * odds + 1 - planned;
                sum += Math.pow(odds / norm, 60) * Math.pow(1 / norm, 40) / 16;
            }
        }
        assertThat(guard.mixture().logE())
                .isCloseTo(Math.log(sum), within(1e-12 * Math.max(1, Math.abs(Math.log(sum)))));
    }

    @Test
    void detectsWrongSplitAndAcceptsRightOne() {
        SampleRatioGuard wrong = new SampleRatioGuard();
        SampleRatioGuard right = new SampleRatioGuard();
        for (int tick = 0; tick < 1_000; tick++) {
            wrong.observe(CandidateShare.assigned(0.05), 940, 60);
            right.observe(CandidateShare.assigned(0.05), 950, 50);
        }
        assertThat(wrong.mixture().logE()).isGreaterThan(Math.log(1_000));
        assertThat(right.mixture().logE()).isNegative();
    }

    @Test
    void staysFiniteForExtremeCounts() {
        long many = 1_000_000_000_000L;
        SampleRatioGuard split = new SampleRatioGuard();
        split.observe(CandidateShare.assigned(1e-6), many, many);
        split.observe(CandidateShare.assigned(1 - 1e-6), many, 0);
        BernoulliLimitGuard share = new BernoulliLimitGuard(1e-6);
        share.observe(many, many);
        share.observe(0, many);

        assertThat(split.mixture().logE()).isFinite();
        assertThat(share.mixture().logE()).isFinite();
        assertThat(poisson(many, 1e12)).isFinite();
    }

    @Test
    void rejectsInvalidLimitsAndCounts() {
        assertThatThrownBy(() -> new PoissonLimitGuard(0)).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> new BernoulliLimitGuard(0.95)).hasMessageContaining("got 0.95");
        assertThatThrownBy(() -> new BernoulliLimitGuard(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new BernoulliLimitGuard(0.1).observe(2, 1)).hasMessageContaining("2 of 1");
        assertThatThrownBy(() -> new PoissonLimitGuard(1).observe(-1, 1)).hasMessageContaining("-1 events");
        assertThatThrownBy(() -> new SampleRatioGuard().observe(CandidateShare.assigned(0.5), -1, 0))
                .hasMessageContaining("control -1");
    }

    private static double poisson(long events, double expected) {
        PoissonLimitGuard ceiling = new PoissonLimitGuard(0.5);
        ceiling.observe(events, 2 * expected);
        return ceiling.mixture().logE();
    }
}
