// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomDrawsTest {
    @Test
    void randomCountsHaveExpectedMeans() {
        var draws = new RandomDraws(5);
        long poisson = 0;
        long binomial = 0;
        for (int i = 0; i < 20_000; i++) {
            poisson += draws.poisson(4.75);
            binomial += draws.binomial(1_000, 0.02);
        }
        assertThat(poisson / 20_000.0).isBetween(4.69, 4.81);
        assertThat(binomial / 20_000.0).isBetween(19.87, 20.13);
    }
}
