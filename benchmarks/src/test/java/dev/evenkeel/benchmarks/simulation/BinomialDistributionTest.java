// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinomialDistributionTest {
    @Test
    void cumulativeProbabilityHandlesUnderflow() {
        assertThat(BinomialDistribution.cumulativeProbability(2, 4, 0.5)).isCloseTo(11 / 16.0, within(1e-12));
        assertThat(BinomialDistribution.cumulativeProbability(20_000, 20_000, 0.1))
                .isCloseTo(1, within(1e-9));
        assertThat(BinomialDistribution.cumulativeProbability(2_000, 20_000, 0.1))
                .isBetween(0.5, 0.51);
    }
}
