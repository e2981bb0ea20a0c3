// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.placebo;

import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.RunTally;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.engine.effectiveness.PlaceboFailureModel;
import dev.evenkeel.engine.effectiveness.PlaceboStudy;
import java.util.List;

/// A kind of simulated history, with or without an effect.
///
/// @param name description
record PlaceboScenario(String name, PlaceboFailureModel world) {
    private static final int HISTORIES = 1_000;
    private static final double LEFT = 0.4;

    /// The claims of the analysis.
    ///
    /// @param improved placebos reported as improved
    /// @param worse placebos reported as worse
    /// @param undispersed placebos reported as improved when weeks are treated as Poisson counts without
    ///     drift
    /// @param naive placebos reported as improved when the baseline is the time from the trigger to the work
    /// @param found detections of a true -60% effect
    record PlaceboResultRow(
            String circumstance,
            RunTally improved,
            RunTally worse,
            RunTally undispersed,
            RunTally naive,
            RunTally found) {
        private List<String> row() {
            return List.of(
                    circumstance,
                    improved.toTextWithBound(),
                    worse.toText(),
                    undispersed.toText(),
                    naive.toText(),
                    found.toText());
        }
    }

    /// Returns the number of histories in a cell.
    static int histories(SimulationRuns runs) {
        return runs.count(HISTORIES);
    }

    PlaceboResultRow cell(SimulationRuns runs) {
        int histories = histories(runs);
        PlaceboStudy placebo = PlaceboStudy.run(world, 1, histories, runs.seed());
        PlaceboStudy mended = PlaceboStudy.run(world, LEFT, histories, runs.seed());
        return new PlaceboResultRow(
                name,
                new RunTally(placebo.honest().improved(), histories),
                new RunTally(placebo.honest().worse(), histories),
                new RunTally(placebo.undispersed().improved(), histories),
                new RunTally(placebo.naive().improved(), histories),
                new RunTally(mended.honest().improved(), histories));
    }

    static String table(List<PlaceboResultRow> cells) {
        return MarkdownTable.format(
                List.of(
                        "histories",
                        "placebo: improved",
                        "placebo: worse",
                        "improved, weeks as Poisson counts",
                        "improved, trigger weeks as baseline",
                        "-60%: improved"),
                cells.stream().map(PlaceboResultRow::row).toList());
    }
}
