// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// All sections of the experiment benchmark, with the fewest runs.
@Tag("long")
class ExperimentSectionsTest {
    private static final SimulationRuns FEW = new SimulationRuns(1, 1_000);

    @Test
    void intervalsCoverTrueEffectAtEveryAnalysis() {
        assertThat(goals(new CoverageSection())).hasSize(16).allMatch(BenchmarkGoal::met);
    }

    @Test
    void sampleRatioCheckDetectsOnlyWrongSplits() {
        assertThat(goals(new SampleRatioSection())).hasSize(2).allMatch(BenchmarkGoal::met);
    }

    @Test
    void wrongDecisionsStayWithinLimit() {
        assertThat(goals(new PowerSection()))
                .hasSize(3)
                .filteredOn(goal -> goal.aim().contains("against the truth"))
                .hasSize(1)
                .allMatch(BenchmarkGoal::met);
    }

    @Test
    void covariateNarrowsIntervalsAsPredicted() {
        assertThat(goals(new CovariateSection())).hasSize(2).allMatch(BenchmarkGoal::met);
    }

    @Test
    void multipleVariantsDoNotIncreaseErrorRate() {
        assertThat(goals(new MultipleVariantsSection())).hasSize(2).allMatch(BenchmarkGoal::met);
    }

    @Test
    void producesSameResultsForSameSeed() {
        assertThat(goals(new SampleRatioSection())).isEqualTo(goals(new SampleRatioSection()));
    }

    private static List<BenchmarkGoal> goals(BenchmarkSection section) {
        return section.run(FEW, new BenchmarkReport("test", "test"));
    }
}
