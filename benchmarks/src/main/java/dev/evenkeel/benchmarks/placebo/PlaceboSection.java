// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.placebo;

import dev.evenkeel.benchmarks.placebo.Circumstance.Cell;
import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.simulation.Runs;
import dev.evenkeel.benchmarks.simulation.Section;
import dev.evenkeel.engine.effectiveness.PlaceboWorld;
import java.util.List;

/// How often nothing is taken for something, and something is found.
final class PlaceboSection implements Section {
    private static final double ALPHA = 0.05;
    private static final double FOUND = 0.7;

    private static final List<Circumstance> CIRCUMSTANCES = List.of(
            new Circumstance("5 failures a week", PlaceboWorld.usual(5)),
            new Circumstance("20 failures a week", PlaceboWorld.usual(20)),
            new Circumstance("200 failures a week", PlaceboWorld.usual(200)),
            new Circumstance(
                    "20 a week, a quarter after the work",
                    PlaceboWorld.usual(20).after(13)),
            new Circumstance(
                    "20 a week, a year after it", PlaceboWorld.usual(20).after(52)),
            new Circumstance(
                    "20 a week, three others, all of which drift together by 0.03",
                    PlaceboWorld.usual(20).beside(3, 0.03)));

    @Override
    public String name() {
        return "placebo";
    }

    @Override
    public List<Goal> run(Runs runs, Report report) {
        List<Cell> cells = CIRCUMSTANCES.stream().map(each -> each.cell(runs)).toList();
        int histories = Circumstance.histories(runs);
        report.say("## Nothing done, and something\n\n" + histories
                + " histories a cell, each with two incidents within six weeks that led to a decision; a month later work"
                + " begins, a month later it is in force, half a year is looked at from there on where nothing else is said."
                + " The baseline is the year before the first of the two. Weekly failures: variance 3 times the mean, half"
                + " of the excess remembered from week to week by 0.6; rates drift by 0.02 a week on the log scale; five"
                + " incidents a year with about as many failures as a usual week. Placebo: nothing changes. In brackets the"
                + " largest chance that the count leaves possible (upper end of its exact 95 % interval). The two naive"
                + " readings take the exact interval of two Poisson counts, the second one with the weeks from the first"
                + " incident to the begin of the work as the baseline.\n\n"
                + Circumstance.table(cells));
        report.put("placebo", cells);
        return goals(cells, histories);
    }

    private static List<Goal> goals(List<Cell> cells, int histories) {
        int allowed = Runs.allowed(histories, ALPHA);
        long wrong =
                cells.stream().mapToLong(cell -> cell.improved().times()).max().orElseThrow();
        long found =
                cells.stream().mapToLong(cell -> cell.found().times()).min().orElseThrow();
        long least = Math.round(FOUND * histories);
        return List.of(
                new Goal(
                        "at most " + allowed + " of " + histories + " placebos improve anything (5 %)",
                        wrong + " in the worst of " + cells.size() + " cells",
                        wrong <= allowed),
                new Goal(
                        "a true -60 % is found in at least " + least + " of " + histories,
                        found + " in the worst of " + cells.size() + " cells",
                        found >= least));
    }
}
