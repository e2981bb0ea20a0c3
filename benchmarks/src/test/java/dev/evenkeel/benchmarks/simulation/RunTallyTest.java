// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunTallyTest {
    @Test
    void countsMatchesAndFormatsUpperBound() {
        RunTally runTally = RunTally.of(List.of(1, 2, 3, 4), number -> number > 3);
        assertThat(runTally).isEqualTo(new RunTally(1, 4));
        assertThat(runTally.toText()).isEqualTo("25.0%");
        assertThat(new RunTally(5, 100).toTextWithBound()).isEqualTo("5.0% (at most 11.3%)");
    }

    @Test
    void computesExactUpperBound() {
        /* Of no event in n trials 1 - 0.025^(1/n); of all but one (1 - p)^n solved likewise. */
        assertThat(new RunTally(0, 100).upperBound()).isCloseTo(1 - Math.pow(0.025, 0.01), within(1e-9));
        assertThat(new RunTally(1, 2).upperBound()).isCloseTo(Math.sqrt(0.975), within(1e-9));
        assertThat(new RunTally(7, 7).upperBound()).isEqualTo(1);
    }

    @Test
    void provesBoundOnlyWithEnoughRuns() {
        assertThat(new RunTally(60, 2_000).provesAtMost(0.05)).isTrue();
        assertThat(new RunTally(3, 100).provesAtMost(0.05)).isFalse();
    }

    @Test
    void binomialCumulativeProbabilityHandlesUnderflow() {
        assertThat(BinomialDistribution.cumulativeProbability(2, 4, 0.5)).isCloseTo(11 / 16.0, within(1e-12));
        assertThat(BinomialDistribution.cumulativeProbability(20_000, 20_000, 0.1))
                .isCloseTo(1, within(1e-9));
        assertThat(BinomialDistribution.cumulativeProbability(2_000, 20_000, 0.1))
                .isBetween(0.5, 0.51);
    }

    @Test
    void normalUpperTailMatchesKnownQuantiles() {
        assertThat(StandardNormalDistribution.upperTail(0)).isCloseTo(0.5, within(1e-9));
        assertThat(StandardNormalDistribution.upperTail(1.959964)).isCloseTo(0.025, within(1e-7));
        assertThat(StandardNormalDistribution.upperTail(-1.959964)).isCloseTo(0.975, within(1e-7));
    }
}
