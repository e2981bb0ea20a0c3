// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.forecast.HistoricalBaseRate.Prior;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Prediction.Quantile;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
    void rejectsProbabilitiesNotStrictlyBetweenZeroAndOne(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(value))
                .withMessageContaining("must be above 0 and below 1, got " + value);
    }

    @Test
    void requiresIncreasingQuantilesFrom5To95Percent() {
        assertRejected("must include the levels 0.05 and 0.95", new Quantile(0.05, 1), new Quantile(0.5, 2));
        assertRejected("must include the levels 0.05 and 0.95");
        assertRejected(
                "levels must increase and values must not decrease, got 0.05: 3.0 before 0.95: 2.0",
                new Quantile(0.05, 3),
                new Quantile(0.95, 2));
        assertRejected("levels must increase", new Quantile(0.95, 1), new Quantile(0.05, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(0.5, Double.POSITIVE_INFINITY));
    }

    private static void assertRejected(String message, Quantile... quantiles) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quantiles(List.of(quantiles), "min"))
                .withMessageContaining(message);
    }

    /* By hand: 10 above a quantile of 0.9 costs 9, 10 below it 1. */
    @Test
    void weightsPinballLossByQuantileLevel() {
        var quantile = new Quantile(0.9, 100);
        assertThat(quantile.pinballLoss(110)).isCloseTo(9, within(1e-12));
        assertThat(quantile.pinballLoss(90)).isCloseTo(1, within(1e-12));
        assertThat(quantile.pinballLoss(100)).isZero();
    }

    @Test
    void includesBoundsInIntervalCoverage() {
        var quantiles = new Quantiles(List.of(new Quantile(0.05, 20), new Quantile(0.95, 340)), "min");
        assertThat(quantiles.covers(20)).isTrue();
        assertThat(quantiles.covers(340)).isTrue();
        assertThat(quantiles.covers(340.1)).isFalse();
    }

    @Test
    void formatsQuantilesAndProbabilities() {
        var quantiles = new Quantiles(List.of(new Quantile(0.05, 20), new Quantile(0.95, 340)), "min");
        assertThat(quantiles.format()).isEqualTo("20 to 340 min (90%)");
        assertThat(new Probability(0.1).format()).isEqualTo("10%");
    }

    /* (8 + 2.017) / (10 + 2.49), and with nothing known the prior's mean. */
    @Test
    void updatesPriorWithHistory() {
        assertThat(new HistoricalBaseRate(8, 10, Prior.CHANGES_HOLD).mean()).isCloseTo(10.017 / 12.49, within(1e-15));
        assertThat(new HistoricalBaseRate(0, 0, Prior.CHANGES_HOLD).mean()).isCloseTo(0.81, within(1e-3));
        assertThat(HistoricalBaseRate.jeffreys(0, 0).mean()).isEqualTo(0.5);
        assertThat(HistoricalBaseRate.jeffreys(2, 5).mean()).isCloseTo(2.5 / 6, within(1e-15));
        assertThatIllegalArgumentException().isThrownBy(() -> HistoricalBaseRate.jeffreys(2, 1));
    }

    /* The negative binomial's zero term: (365 / 455)^(3/2) for one incident in a year. */
    @Test
    void calculatesProbabilityOfEventWithinPeriod() {
        var once = new PoissonEventRate(1, Duration.ofDays(365));
        assertThat(once.probabilityWithin(Duration.ofDays(90)))
                .isCloseTo(1 - Math.pow(365.0 / 455, 1.5), within(1e-14));
        assertThat(once.probabilityWithin(Duration.ofDays(90))).isCloseTo(0.2815, within(1e-4));
        assertThat(new PoissonEventRate(0, Duration.ofDays(365)).probabilityWithin(Duration.ofDays(90)))
                .isCloseTo(1 - Math.sqrt(365.0 / 455), within(1e-14));
        assertThatIllegalArgumentException().isThrownBy(() -> new PoissonEventRate(1, Duration.ZERO));
    }
}
