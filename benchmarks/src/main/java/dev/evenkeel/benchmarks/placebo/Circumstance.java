// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.placebo;

import dev.evenkeel.benchmarks.report.Table;
import dev.evenkeel.benchmarks.simulation.Runs;
import dev.evenkeel.benchmarks.simulation.Tally;
import dev.evenkeel.engine.effectiveness.PlaceboStudy;
import dev.evenkeel.engine.effectiveness.PlaceboWorld;
import java.util.List;

/// A kind of history, in which nothing is done or something is.
///
/// @param name in words
record Circumstance(String name, PlaceboWorld world) {
    private static final int HISTORIES = 1_000;
    private static final double LEFT = 0.4;

    /// What was claimed.
    ///
    /// @param improved of placebos
    /// @param worse of placebos
    /// @param undispersed placebos that improve when weeks are taken as Poisson counts without drift
    /// @param naive placebos that improve when the baseline is the time from the trigger to the work
    /// @param found of a true -60 %
    record Cell(String circumstance, Tally improved, Tally worse, Tally undispersed, Tally naive, Tally found) {
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
    static int histories(Runs runs) {
        return runs.count(HISTORIES);
    }

    Cell cell(Runs runs) {
        int histories = histories(runs);
        PlaceboStudy placebo = PlaceboStudy.of(world, 1, histories, runs.seed());
        PlaceboStudy mended = PlaceboStudy.of(world, LEFT, histories, runs.seed());
        return new Cell(
                name,
                new Tally(placebo.honest().improved(), histories),
                new Tally(placebo.honest().worse(), histories),
                new Tally(placebo.undispersed().improved(), histories),
                new Tally(placebo.naive().improved(), histories),
                new Tally(mended.honest().improved(), histories));
    }

    static String table(List<Cell> cells) {
        return Table.of(
                List.of(
                        "histories",
                        "placebo: improved",
                        "placebo: worse",
                        "improved, weeks as Poisson counts",
                        "improved, trigger weeks as baseline",
                        "-60 %: improved"),
                cells.stream().map(Cell::row).toList());
    }
}
