// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.ratios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.propagation.StreamEventCost;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/// Fails when a hot path has become slower compared with what it builds on.
@Tag("long")
class BenchmarkRatioCheckTest {
    @Test
    void hotPathRatiosStayWithinLimits() throws RunnerException {
        assertThat(BenchmarkRatioCheck.measure(BenchmarkRatio.CHECKED))
                .as("""
                        Each ratio was measured up to three times and was above its limit each time. Find the change with
                        ./evenkeel bench ratios, and the time of one benchmark with ./evenkeel bench jmh -- NAME.
                        Raise a limit in Ratio.CHECKED only for a cost that is wanted.""")
                .allSatisfy(ratio ->
                        assertThat(ratio.isWithinLimit()).as(ratio.describe()).isTrue());
    }

    @Test
    void streamEventCostStaysWithinLimit() throws IOException, InterruptedException {
        StreamEventCost cost =
                StreamEventCost.measure(Path.of("..").toAbsolutePath().normalize());

        assertThat(cost.isWithinLimit()).as(cost.describe()).isTrue();
    }
}
