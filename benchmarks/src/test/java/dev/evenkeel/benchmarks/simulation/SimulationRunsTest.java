// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationRunsTest {
    private static final SimulationRuns RUNS = new SimulationRuns(1, 1_000);

    @Test
    void maxAllowedAlarmsIsBinomialQuantile() {
        assertThat(SimulationRuns.maxAllowedAlarms(4_000, 0.01)).isEqualTo(58);
        assertThat(SimulationRuns.maxAllowedAlarms(20, 0.01)).isEqualTo(2);
    }

    @Test
    void producesSameCountsForSameSeed() {
        assertThat(RUNS.run(1_000, draws -> draws.binomial(1_000, 0.01)))
                .isEqualTo(RUNS.run(1_000, draws -> draws.binomial(1_000, 0.01)));
    }
}
