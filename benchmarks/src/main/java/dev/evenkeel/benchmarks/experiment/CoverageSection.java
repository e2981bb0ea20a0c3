// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import static dev.evenkeel.engine.format.QuantityFormatter.formatCount;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.benchmarks.simulation.RunTally;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Coverage under continuous monitoring: how many experiments ever show an interval without the true effect.
final class CoverageSection implements BenchmarkSection {
    private static final int RUNS = 1_000;
    private static final int LOOKS = 200;
    private static final double ALPHA = 0.05;

    /// @param units units of all variants, at the end
    private record CoverageCase(String name, ExperimentPopulation population, ExperimentPlan plan, long units) {
        private String shares() {
            return plan.parts().stream()
                    .map(part -> part.share().basisPoints() / 100 + "")
                    .collect(Collectors.joining(":"));
        }

        static CoverageCase of(String name, ExperimentPopulation population, long units, int... percents) {
            return new CoverageCase(
                    name, population, SimulatedExperimentPlans.create(population, units / 2, percents), units);
        }
    }

    private static final List<CoverageCase> CIRCUMSTANCES = List.of(
            CoverageCase.of("10% convert, no difference", ConversionPopulation.of(0.1, 0.1), 100_000, 50, 50),
            CoverageCase.of("10% convert, +1 point", ConversionPopulation.of(0.1, 0.11), 100_000, 50, 50),
            CoverageCase.of("1% converts, no difference", ConversionPopulation.of(0.01, 0.01), 100_000, 50, 50),
            CoverageCase.of("1% converts, +0.2 points", ConversionPopulation.of(0.01, 0.012), 100_000, 50, 50),
            CoverageCase.of("0.2% convert, no difference", ConversionPopulation.of(0.002, 0.002), 200_000, 50, 50),
            CoverageCase.of(
                    "10% convert, 5% to 15% by the day, +1 point",
                    ConversionPopulation.swinging(0.05, 0.1, 0.11), 100_000, 50, 50),
            CoverageCase.of("10% convert, no difference", ConversionPopulation.of(0.1, 0.1), 200_000, 90, 10),
            CoverageCase.of("1% converts, no difference", ConversionPopulation.of(0.01, 0.01), 200_000, 90, 10),
            CoverageCase.of(
                    "3% spend, lognormal sigma 1, no difference",
                    AmountPopulation.spent(0.03, 1, 500, 30, 30), 100_000, 50, 50),
            CoverageCase.of(
                    "3% spend, lognormal sigma 1, +10%", AmountPopulation.spent(0.03, 1, 500, 30, 33), 100_000, 50, 50),
            CoverageCase.of(
                    "1% spends, lognormal sigma 1.5, no difference",
                    AmountPopulation.spent(0.01, 1.5, 5_000, 30, 30), 100_000, 50, 50),
            CoverageCase.of(
                    "1% spends, lognormal sigma 1.5, no difference",
                    AmountPopulation.spent(0.01, 1.5, 5_000, 30, 30), 200_000, 90, 10),
            CoverageCase.of(
                    "1% spends, lognormal sigma 1.5, no difference",
                    AmountPopulation.spent(0.01, 1.5, 5_000, 30, 30), 400_000, 95, 5),
            CoverageCase.of(
                    "3% spend, lognormal sigma 1.5, +10%",
                    AmountPopulation.spent(0.03, 1.5, 5_000, 30, 33), 200_000, 90, 10),
            CoverageCase.of(
                    "all spend, lognormal sigma 1.5, +5%",
                    AmountPopulation.spent(1, 1.5, 5_000, 20, 21), 100_000, 50, 50),
            CoverageCase.of(
                    "95% wait, lognormal sigma 0.8, 10 ms less",
                    AmountPopulation.waited(0.95, 0.8, 3_000, 200, 190), 100_000, 50, 50));

    /// The result of one experiment.
    ///
    /// @param exact whether the exact interval ever missed the true effect
    /// @param large whether the large-sample interval ever did
    /// @param peeked whether the fixed-size test's interval ever did, at the same looks
    /// @param once whether the fixed-size test's interval did at the end
    private record RunResult(boolean exact, boolean large, boolean peeked, boolean once) {}

    /// @param ever experiments whose interval ever missed the true effect
    /// @param exact those whose exact interval did
    /// @param peeked those whose fixed-size test's interval did at any look
    /// @param once those whose fixed-size test's interval did at the end
    record ResultRow(
            String circumstance,
            String shares,
            long units,
            RunTally ever,
            RunTally exact,
            RunTally peeked,
            RunTally once) {
        private List<String> row() {
            return List.of(
                    circumstance,
                    shares,
                    formatCount(units),
                    ever.toTextWithBound(),
                    exact.toText(),
                    peeked.toText(),
                    once.toText());
        }
    }

    @Override
    public String name() {
        return "coverage";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<ResultRow> cells =
                CIRCUMSTANCES.stream().map(each -> cell(runs, each)).toList();
        report.addText(
                "## Looking all the time\n\nExperiments that ever show an interval without the true effect, at 95%, of "
                        + runs.count(RUNS) + ", " + LOOKS
                        + " looks each, evenly from the first units on; in brackets the largest"
                        + " chance that the count leaves possible (upper end of its exact 95% interval). Beside it the"
                        + " interval of a z test on the same units: at the same looks, from the tenth outcome other than zero"
                        + " on in each variant, and once at the end, which is what it is made for.\n\n"
                        + MarkdownTable.format(
                                List.of(
                                        "what happens to units",
                                        "shares",
                                        "units",
                                        "missed the truth, ever",
                                        "of these, by the exact interval",
                                        "z, at every look",
                                        "z, once at the end"),
                                cells.stream().map(ResultRow::row).toList()));
        report.addValue("coverage", cells);
        return goals(cells, runs);
    }

    private static List<BenchmarkGoal> goals(List<ResultRow> cells, SimulationRuns runs) {
        int allowed = SimulationRuns.maxAllowedAlarms(runs.count(RUNS), ALPHA);
        List<BenchmarkGoal> goals = new ArrayList<>();
        for (ResultRow cell : cells) {
            goals.add(new BenchmarkGoal(
                    cell.circumstance + ", " + cell.shares + ": at most " + allowed + " of " + cell.ever.of()
                            + " ever miss the truth (5%)",
                    cell.ever.times() + "",
                    cell.ever.times() <= allowed));
        }
        if (runs.divisor() == 1) {
            long shown =
                    cells.stream().filter(cell -> cell.ever.provesAtMost(ALPHA)).count();
            goals.add(new BenchmarkGoal(
                    "each circumstance: the count shows that at most 5% ever miss the truth",
                    shown + " of " + cells.size(), shown == cells.size()));
        }
        return goals;
    }

    private static ResultRow cell(SimulationRuns runs, CoverageCase each) {
        ProgressLog.log("coverage", each.name);
        List<RunResult> seen = runs.run(RUNS, draws -> seen(each, draws));
        return new ResultRow(
                each.name,
                each.shares(),
                each.units,
                RunTally.of(seen, one -> one.exact || one.large),
                RunTally.of(seen, RunResult::exact),
                RunTally.of(seen, RunResult::peeked),
                RunTally.of(seen, RunResult::once));
    }

    private static RunResult seen(CoverageCase each, RandomDraws draws) {
        var course = new SimulatedExperiment(each.plan, each.population, draws);
        boolean exact = false;
        boolean large = false;
        boolean peeked = false;
        while (course.units() < each.units) {
            ExperimentResults results = course.addUnits(each.units / LOOKS);
            TreatmentEffect effect = results.primary().effects().getFirst();
            boolean misses = course.misses(effect);
            exact |= misses && !effect.sampleSize().isSufficient();
            large |= misses && effect.sampleSize().isSufficient();
            peeked |= course.fixedMisses(1);
        }
        return new RunResult(exact, large, peeked, course.fixedMisses(1));
    }
}
