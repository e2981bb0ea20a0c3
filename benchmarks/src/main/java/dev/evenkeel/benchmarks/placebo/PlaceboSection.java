// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.placebo;

import dev.evenkeel.benchmarks.placebo.PlaceboScenario.PlaceboResultRow;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.engine.effectiveness.PlaceboFailureModel;
import java.util.List;

/// The rates of false and true detections.
final class PlaceboSection implements BenchmarkSection {
    private static final double ALPHA = 0.05;
    private static final double FOUND = 0.7;

    private static final List<PlaceboScenario> CIRCUMSTANCES = List.of(
            new PlaceboScenario("5 failures a week", PlaceboFailureModel.standard(5)),
            new PlaceboScenario("20 failures a week", PlaceboFailureModel.standard(20)),
            new PlaceboScenario("200 failures a week", PlaceboFailureModel.standard(200)),
            new PlaceboScenario(
                    "20 a week, a quarter after the work",
                    PlaceboFailureModel.standard(20).withWeeksAfter(13)),
            new PlaceboScenario(
                    "20 a week, a year after it",
                    PlaceboFailureModel.standard(20).withWeeksAfter(52)),
            new PlaceboScenario(
                    "20 a week, three others, all of which drift together by 0.03",
                    PlaceboFailureModel.standard(20).withComparisons(3, 0.03)));

    @Override
    public String name() {
        return "placebo";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<PlaceboResultRow> cells =
                CIRCUMSTANCES.stream().map(each -> each.cell(runs)).toList();
        int histories = PlaceboScenario.histories(runs);
        report.addText("## Nothing done, and something\n\n" + histories
                + " histories a cell, each with two incidents within six weeks that led to a decision; a month later work"
                + " begins, a month later it is in force, half a year is looked at from there on where nothing else is said."
                + " The baseline is the year before the first of the two. Weekly failures: variance 3 times the mean, half"
                + " of the excess remembered from week to week by 0.6; rates drift by 0.02 a week on the log scale; five"
                + " incidents a year with about as many failures as a usual week. Placebo: nothing changes. In brackets the"
                + " largest chance that the count leaves possible (upper end of its exact 95% interval). The two naive"
                + " readings take the exact interval of two Poisson counts, the second one with the weeks from the first"
                + " incident to the begin of the work as the baseline.\n\n"
                + PlaceboScenario.table(cells));
        report.addValue("placebo", cells);
        return goals(cells, histories);
    }

    private static List<BenchmarkGoal> goals(List<PlaceboResultRow> cells, int histories) {
        int allowed = SimulationRuns.maxAllowedAlarms(histories, ALPHA);
        long wrong =
                cells.stream().mapToLong(cell -> cell.improved().times()).max().orElseThrow();
        long found =
                cells.stream().mapToLong(cell -> cell.found().times()).min().orElseThrow();
        long least = Math.round(FOUND * histories);
        return List.of(
                new BenchmarkGoal(
                        "at most " + allowed + " of " + histories + " placebos improve anything (5%)",
                        wrong + " in the worst of " + cells.size() + " cells",
                        wrong <= allowed),
                new BenchmarkGoal(
                        "a true -60% is found in at least " + least + " of " + histories,
                        found + " in the worst of " + cells.size() + " cells",
                        found >= least));
    }
}
