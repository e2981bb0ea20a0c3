// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UncertainExposureProbabilityTest {
    private static final int DRAWS = 200_000;

    @ParameterizedTest
    @CsvSource({"3.5, 52, 4, 2, 8", "0.5, 52, 2, 1, 20", "12, 30, 6, 0.5, 2"})
    void hasMeanAndQuantilesConsistentWithSamples(
            double events, double watched, double exposure, double low, double high) {
        RandomVariable distribution =
                new OccurrenceProbability(events, watched, exposure).times(LognormalValue.between(low, high));
        RandomVariable.Sampler draws = distribution.createSampler(new SplittableRandom(71)::nextLong);
        double[] drawn = new double[DRAWS];
        Arrays.setAll(drawn, i -> draws.next());
        Arrays.sort(drawn);
        assertThat(Arrays.stream(drawn).average().orElseThrow()).isCloseTo(distribution.mean(), within(0.003));
        for (double share : new double[] {0.05, 0.5, 0.95}) {
            assertThat(distribution.quantile(share)).isCloseTo(drawn[(int) (share * DRAWS)], within(0.006));
        }
        assertThat(distribution.quantile(0)).isZero();
        assertThat(distribution.quantile(1)).isEqualTo(1);
    }

    @Test
    void multipliesExposureByKnownFactor() {
        var once = new OccurrenceProbability(3.5, 52, 4);
        assertThat(once.times(new FixedValue(3))).isEqualTo(new OccurrenceProbability(3.5, 52, 12));
        RandomVariable nearly = once.times(new LognormalValue(Math.log(3), 1e-6));
        assertThat(nearly.mean()).isCloseTo(new OccurrenceProbability(3.5, 52, 12).mean(), within(1e-6));
        assertThat(nearly.quantile(0.9)).isCloseTo(new OccurrenceProbability(3.5, 52, 12).quantile(0.9), within(1e-6));
    }

    @Test
    void widensDistributionForUncertainMultiplier() {
        var once = new OccurrenceProbability(12, 52, 1);
        RandomVariable sure = once.times(new FixedValue(4));
        RandomVariable unsure = once.times(LognormalValue.between(2, 8));
        assertThat(unsure.quantile(0.95) - unsure.quantile(0.05))
                .isGreaterThan(1.2 * (sure.quantile(0.95) - sure.quantile(0.05)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> once.times(new NormalValue(1, 1)))
                .withMessageContaining("must not have negative values");
    }
}
