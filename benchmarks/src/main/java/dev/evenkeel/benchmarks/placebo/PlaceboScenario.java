// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.placebo;

import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.RunTally;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.engine.effectiveness.PlaceboModel;
import dev.evenkeel.engine.effectiveness.PlaceboStudy;
import java.util.List;

/// A kind of history, in which nothing is done or something is.
///
/// @param name in words
record PlaceboScenario(String name, PlaceboModel world) {
    private static final int HISTORIES = 1_000;
    private static final double LEFT = 0.4;

    /// What was claimed.
    ///
    /// @param improved of placebos
    /// @param worse of placebos
    /// @param undispersed placebos that improve when weeks are taken as Poisson counts without drift
    /// @param naive placebos that improve when the baseline is the time from the trigger to the work
    /// @param found of a true -60 %
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
                    improved.textWithMost(),
                    worse.text(),
                    undispersed.text(),
                    naive.text(),
                    found.text());
        }
    }

    /// How many histories a cell has.
    static int histories(SimulationRuns runs) {
        return runs.count(HISTORIES);
    }

    PlaceboResultRow cell(SimulationRuns runs) {
        int histories = histories(runs);
        PlaceboStudy placebo = PlaceboStudy.of(world, 1, histories, runs.seed());
        PlaceboStudy mended = PlaceboStudy.of(world, LEFT, histories, runs.seed());
        return new PlaceboResultRow(
                name,
                new RunTally(placebo.honest().improved(), histories),
                new RunTally(placebo.honest().worse(), histories),
                new RunTally(placebo.undispersed().improved(), histories),
                new RunTally(placebo.naive().improved(), histories),
                new RunTally(mended.honest().improved(), histories));
    }

    static String table(List<PlaceboResultRow> cells) {
        return MarkdownTable.of(
                List.of(
                        "histories",
                        "placebo: improved",
                        "placebo: worse",
                        "improved, weeks as Poisson counts",
                        "improved, trigger weeks as baseline",
                        "-60 %: improved"),
                cells.stream().map(PlaceboResultRow::row).toList());
    }
}
