// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandardNormalDistributionTest {
    @Test
    void upperTailMatchesKnownQuantiles() {
        assertThat(StandardNormalDistribution.upperTail(0)).isCloseTo(0.5, within(1e-9));
        assertThat(StandardNormalDistribution.upperTail(1.959964)).isCloseTo(0.025, within(1e-7));
        assertThat(StandardNormalDistribution.upperTail(-1.959964)).isCloseTo(0.975, within(1e-7));
    }
}
