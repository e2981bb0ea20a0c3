// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateRatioEstimateTest {
    private static final RateRatioEstimate IMPROVEMENT = new RateRatioEstimate(0.4, 0.19, 0.8);

    /* 0.4 * (0.19 / 0.4)^1.75 and 0.4 * 2^1.75. */
    @Test
    void widensIntervalOnLogScale() {
        RateRatioEstimate wide = IMPROVEMENT.widenBy(1.75);

        assertThat(wide.ratio()).isEqualTo(0.4);
        assertThat(wide.low()).isEqualTo(0.1087, within(1e-4));
        assertThat(wide.high()).isEqualTo(1.3454, within(1e-4));
    }

    /* Both are log(2) away on either side: together sqrt(2) log(2) = 0.9803. */
    @Test
    void combinesErrorsInQuadratureOnLogScale() {
        RateRatioEstimate ratio = new RateRatioEstimate(0.5, 0.25, 1).dividedBy(new RateRatioEstimate(0.8, 0.4, 1.6));

        assertThat(ratio.ratio()).isEqualTo(0.625, within(1e-12));
        assertThat(ratio.low()).isEqualTo(0.625 * Math.exp(-0.98026), within(1e-5));
        assertThat(ratio.high()).isEqualTo(0.625 * Math.exp(0.98026), within(1e-5));
        assertThat(new RateRatioEstimate(0.5, 0.25, 1)
                        .withExtraError(Math.log(2))
                        .high())
                .isEqualTo(0.5 * Math.exp(0.98026), within(1e-5));
    }

    @Test
    void handlesZeroInfiniteAndUndefinedRatios() {
        RateRatioEstimate none = new RateRatioEstimate(0, 0, 0.5);

        assertThat(IMPROVEMENT.dividedBy(none))
                .isEqualTo(new RateRatioEstimate(Double.POSITIVE_INFINITY, 0.38, Double.POSITIVE_INFINITY));
        assertThat(none.withExtraError(Math.log(2))).isEqualTo(new RateRatioEstimate(0, 0, 1));
        RateRatioEstimate nothing = new RateRatioEstimate(Double.NaN, 0, Double.POSITIVE_INFINITY);
        assertThat(none.dividedBy(nothing).high()).isInfinite();
        assertThat(none.dividedBy(nothing).low()).isZero();
    }

    @Test
    void formatsEffectAsSentence() {
        assertThat(EffectStatement.of(IMPROVEMENT, "failures", "the earlier rate"))
                .isEqualTo(new EffectStatement(
                        EffectStatement.Kind.IMPROVED, "failures fell to 0.40 of the earlier rate (0.19 to 0.80)"));
        assertThat(EffectStatement.of(new RateRatioEstimate(0.9, 0.0123, 0.9999), "failures", "the earlier rate")
                        .sentence())
                .isEqualTo("failures fell to 0.90 of the earlier rate (0.012 to 0.9999)");
        assertThat(EffectStatement.of(new RateRatioEstimate(2.5, 1.2, 5), "failures", "the earlier rate")
                        .sentence())
                .isEqualTo("failures rose to 2.50 times the earlier rate (1.20 to 5.00)");
    }
}
