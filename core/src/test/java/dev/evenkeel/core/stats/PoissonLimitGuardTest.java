// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonLimitGuardTest {
    @ParameterizedTest(name = "{0} events alarm up to an expectation of {1}")
    @CsvSource({"1, 0.00109, 0.00001", "2, 0.0335, 0.0001", "3, 0.136, 0.001", "4, 0.307, 0.001", "5, 0.537, 0.001"})
    void raisesAlarmOnlyBelowExpectedEventThreshold(long events, double expected, double digit) {
        assertThat(evidence(events, expected - digit)).isGreaterThan(Math.log(100));
        assertThat(evidence(events, expected + digit)).isLessThan(Math.log(100));
    }

    @Test
    void evidenceIsMixtureOfLikelihoodRatios() {
        double sum = 0;
        for (int i = 0; i < 24; i++) {
            double kappa = 1.5 * Math.pow(1e4 / 1.5, i / 23.0);
            sum += Math.pow(kappa, 3) * Math.exp(-(kappa - 1) * 0.02) / 24;
        }
        assertThat(evidence(3, 0.02)).isCloseTo(Math.log(sum), within(1e-12 * Math.log(sum)));
    }

    @Test
    void staysFiniteForExtremeCounts() {
        assertThat(evidence(1_000_000_000_000L, 1e12)).isFinite();
    }

    @Test
    void rejectsInvalidLimitsAndCounts() {
        assertThatThrownBy(() -> new PoissonLimitGuard(0)).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> new PoissonLimitGuard(1).observe(-1, 1)).hasMessageContaining("-1 events");
    }

    private static double evidence(long events, double expected) {
        var guard = new PoissonLimitGuard(0.5);
        guard.observe(events, 2 * expected);
        return guard.mixture().logE();
    }
}
