// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRatioGuardTest {
    @ParameterizedTest
    @CsvSource({"0.01", "0.5", "0.999999"})
    void evidenceIsMixtureOfLikelihoodRatios(double planned) {
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
        SampleRatioGuard guard = new SampleRatioGuard();
        guard.observe(CandidateShare.assigned(1e-6), many, many);
        guard.observe(CandidateShare.assigned(1 - 1e-6), many, 0);

        assertThat(guard.mixture().logE()).isFinite();
    }

    @Test
    void rejectsNegativeCounts() {
        assertThatThrownBy(() -> new SampleRatioGuard().observe(CandidateShare.assigned(0.5), -1, 0))
                .hasMessageContaining("control -1");
    }
}
