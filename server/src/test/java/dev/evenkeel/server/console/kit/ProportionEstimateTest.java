// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ProportionEstimateTest {
    /// Worked values: Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    @Test
    void computesWilsonInterval() {
        var some = new ProportionEstimate(81, 263);
        assertThat(some.low()).isCloseTo(0.2553, within(5e-5));
        assertThat(some.high()).isCloseTo(0.3662, within(5e-5));
        assertThat(new ProportionEstimate(0, 20).high()).isCloseTo(0.1611, within(5e-5));
        assertThat(new ProportionEstimate(1, 29).low()).isCloseTo(0.0061, within(5e-5));
    }

    @Test
    void limitsIntervalToZeroAndOne() {
        assertThat(new ProportionEstimate(0, 7).low()).isZero();
        assertThat(new ProportionEstimate(7, 7).high()).isOne();
        assertThat(new ProportionEstimate(0, 0).high()).isOne();
    }

    @Test
    void formatsCountsWithPercentage() {
        assertThat(new ProportionEstimate(22, 177).format().replace('\u00a0', ' '))
                .isEqualTo("22 of 177 calls (12.4%)");
        assertThat(new ProportionEstimate(0, 0).format()).isEqualTo("0 of 0 calls");
    }

    @Test
    void rejectsMoreEventsThanCalls() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProportionEstimate(2, 1));
    }
}
