// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.placebo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All sections of the placebo benchmark, with few histories.
class PlaceboSectionsTest {
    private static final SimulationRuns FEW = new SimulationRuns(1, 20);

    @Test
    void meetsFalseDetectionGoalAndWritesReport(@TempDir Path folder) throws Exception {
        var report = new BenchmarkReport("test", "test");

        assertThat(new PlaceboSection().run(FEW, report)).hasSize(2).first().matches(BenchmarkGoal::met);
        assertThat(new PlaceboLimitsSection().run(FEW, report)).isEmpty();
        assertThat(report.write(folder, "results"))
                .contains("| 20 failures a week |", "| 200 a week, drift of 0.04 a week |")
                .doesNotContain("NaN");
        assertThat(Files.readString(folder.resolve("results.json"))).contains("\"naive\"");
    }
}
