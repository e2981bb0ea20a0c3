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
}
