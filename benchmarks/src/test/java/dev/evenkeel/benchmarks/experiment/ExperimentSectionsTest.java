// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.simulation.Runs;
import dev.evenkeel.benchmarks.simulation.Section;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every part of the measurement, with the fewest runs.
@Tag("long")
class ExperimentSectionsTest {
    private static final Runs FEW = new Runs(1, 1_000);

    @Test
    void intervalsHoldTheTruthHoweverOftenOneLooks() {
        assertThat(goals(new CoverageSection())).hasSize(16).allMatch(Goal::met);
    }

    @Test
    void aWrongSplitIsFoundAndARightOneIsNot() {
        assertThat(goals(new SplitSection())).hasSize(2).allMatch(Goal::met);
    }

    @Test
    void decisionsAreRight() {
        assertThat(goals(new PowerSection()))
                .hasSize(3)
                .filteredOn(goal -> goal.aim().contains("against the truth"))
                .hasSize(1)
                .allMatch(Goal::met);
    }

    @Test
    void aCovariateIsWorthWhatItExplains() {
        assertThat(goals(new CovariateSection())).hasSize(2).allMatch(Goal::met);
    }

    @Test
    void severalVariantsAreNotSeveralChancesToBeWrong() {
        assertThat(goals(new VariantsSection())).hasSize(2).allMatch(Goal::met);
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        assertThat(goals(new SplitSection())).isEqualTo(goals(new SplitSection()));
    }

    private static List<Goal> goals(Section section) {
        return section.run(FEW, new Report("test", "test"));
    }
}
