// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BernoulliLimitGuardTest {
    @ParameterizedTest
    @CsvSource({"0.001", "0.1", "0.9"})
    void evidenceIsMixtureOfLikelihoodRatios(double limit) {
        var guard = new BernoulliLimitGuard(limit);
        guard.observe(2, 10);
        guard.observe(1, 5);
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
        assertThat(guard.mixture().logE()).isCloseTo(Math.log(sum / weights), within(1e-12));
    }

    @Test
    void staysFiniteForExtremeCounts() {
        long many = 1_000_000_000_000L;
        var guard = new BernoulliLimitGuard(1e-6);
        guard.observe(many, many);
        guard.observe(0, many);

        assertThat(guard.mixture().logE()).isFinite();
    }

    @Test
    void rejectsInvalidLimitsAndCounts() {
        assertThatThrownBy(() -> new BernoulliLimitGuard(0.95)).hasMessageContaining("got 0.95");
        assertThatThrownBy(() -> new BernoulliLimitGuard(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new BernoulliLimitGuard(0.1).observe(2, 1)).hasMessageContaining("2 of 1");
    }
}
