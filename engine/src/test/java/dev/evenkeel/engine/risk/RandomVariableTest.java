// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomVariableTest {
    private static final int CUTS = 200_000;

    static Stream<RandomVariable> distributions() {
        return Stream.of(
                new FixedValue(3),
                BetaValue.of(0.15, 20),
                new BetaValue(0.374, 1.826),
                new OccurrenceProbability(3.5, 52, 8),
                new LognormalValue(5.402, 0.8),
                new OverrunFactorDistribution(3),
                new OverrunFactorDistribution(1.5));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void hasMeanConsistentWithQuantiles(RandomVariable distribution) {
        double sum = 0;
        for (int cut = 0; cut < CUTS; cut++) {
            sum += distribution.quantile((cut + 0.5) / CUTS);
        }
        assertThat(sum / CUTS).isCloseTo(distribution.mean(), within(distribution.mean() * 2e-3));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void drawsSamplesWithCorrectMeanAndMedian(RandomVariable distribution) {
        var random = new SplittableRandom(20_261_126);
        RandomVariable.Sampler draws = distribution.createSampler(random::nextLong);
        double median = distribution.quantile(0.5);
        int below = 0;
        double sum = 0;
        for (int draw = 0; draw < CUTS; draw++) {
            double value = draws.next();
            sum += value;
            below += value <= median ? 1 : 0;
        }
        assertThat(sum / CUTS).isCloseTo(distribution.mean(), within(distribution.mean() * 0.02));
        if (!(distribution instanceof FixedValue)) {
            assertThat((double) below / CUTS).isCloseTo(0.5, within(0.01));
        }
    }

    @Test
    void rejectsInvalidParameters() {
        assertThatThrownBy(() -> new BetaValue(0, 1)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> BetaValue.of(1.2, 10)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new OccurrenceProbability(0, 1, 1)).hasMessageContaining("events");
        assertThatThrownBy(() -> new OverrunFactorDistribution(1.4)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new FixedValue(Double.NaN)).hasMessageContaining("finite");
    }
}
