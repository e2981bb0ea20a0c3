// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateRatioTest {
    private static final double LEVEL = 0.95;

    /* With n = b + a failures in as many calls, the ends are the odds of Clopper and Pearson's for a of n:
    for 4 of 14 they are 0.0839 and 0.5810. */
    @Test
    void equalsOddsOfExactBinomialInterval() {
        RateRatio ratio = RateRatio.of(new FailureCount(10, 1_000), new FailureCount(4, 1_000), LEVEL);

        assertThat(ratio.ratio()).isEqualTo(0.4, within(1e-12));
        assertThat(ratio.low()).isEqualTo(0.0839 / (1 - 0.0839), within(3e-4));
        assertThat(ratio.high()).isEqualTo(0.5810 / (1 - 0.5810), within(3e-4));
    }

    @ParameterizedTest
    @CsvSource({"5, 2, 0.40, 0.04, 2.44", "30, 12, 0.40, 0.19, 0.80", "500, 200, 0.40, 0.34, 0.47"})
    void returnsWiderIntervalForFewerFailures(long before, long after, double ratio, double low, double high) {
        RateRatio found = RateRatio.of(new FailureCount(before, 1), new FailureCount(after, 1), LEVEL);

        assertThat(found.ratio()).isEqualTo(ratio, within(1e-12));
        assertThat(found.low()).isEqualTo(low, within(0.005));
        assertThat(found.high()).isEqualTo(high, within(0.005));
    }

    /* Nothing after: P(0 of n) = (1 - p)^n = 0.025. */
    @Test
    void hasUpperBoundWithoutFailuresAfterwards() {
        RateRatio ratio = RateRatio.of(new FailureCount(20, 500), new FailureCount(0, 1_000), LEVEL);

        double p = 1 - Math.pow(0.025, 1.0 / 20);
        assertThat(ratio.ratio()).isZero();
        assertThat(ratio.low()).isZero();
        assertThat(ratio.high()).isEqualTo(0.5 * p / (1 - p), within(1e-9));
    }

    @Test
    void invertsWhenSidesAreSwapped() {
        FailureCount some = new FailureCount(260, 2_500);
        FailureCount others = new FailureCount(31, 3_100);
        RateRatio down = RateRatio.of(some, others, LEVEL);
        RateRatio up = RateRatio.of(others, some, LEVEL);

        assertThat(down.low()).isEqualTo(1 / up.high(), within(1e-9));
        assertThat(down.high()).isEqualTo(1 / up.low(), within(1e-9));
        assertThat(down.high()).isLessThan(0.15);
    }

    @Test
    void returnsUnboundedIntervalWithoutFailures() {
        RateRatio ratio = RateRatio.of(new FailureCount(0, 10), new FailureCount(0, 10), LEVEL);

        assertThat(ratio.ratio()).isNaN();
        assertThat(ratio.low()).isZero();
        assertThat(ratio.high()).isInfinite();
        assertThat(RateRatio.of(new FailureCount(0, 10), new FailureCount(3, 10), LEVEL)
                        .ratio())
                .isInfinite();
    }

    @Test
    void rejectsInvalidCountsAndLevels() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FailureCount(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FailureCount(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateRatio.of(new FailureCount(1, 1), new FailureCount(1, 1), 1));
    }
}
