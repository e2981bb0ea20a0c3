// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import static dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter.formatNumber;
import static dev.evenkeel.engine.format.QuantityFormatter.formatCount;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.benchmarks.simulation.RunTally;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.engine.experiment.ExperimentConclusion;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/// The units until a preregistered decision rule decides, compared with a fixed-size test.
final class PowerSection implements BenchmarkSection {
    private static final int RUNS = 500;
    private static final int LOOKS_A_SIZE = 100;
    private static final int LONGEST_SIZES = 10;
    private static final double ALPHA = 0.05;

    /// @param times returns the population with the given multiple of the planned effect
    private record PowerCase(String name, DoubleFunction<ExperimentPopulation> times) {
        /* Size of the fixed-size test, rounded up to the next look. */
        private long size() {
            long units = FixedSizeAnalysis.units(times.apply(1));
            return (units + LOOKS_A_SIZE - 1) / LOOKS_A_SIZE * LOOKS_A_SIZE;
        }
    }

    private static final List<PowerCase> CIRCUMSTANCES = List.of(
            new PowerCase("10% convert, +1 point", times -> ConversionPopulation.of(0.1, 0.1 + times * 0.01)),
            new PowerCase("5% convert, +0.5 points", times -> ConversionPopulation.of(0.05, 0.05 + times * 0.005)),
            new PowerCase("1% converts, +0.2 points", times -> ConversionPopulation.of(0.01, 0.01 + times * 0.002)),
            new PowerCase(
                    "3% spend, sigma 1, +15%",
                    times -> AmountPopulation.spent(0.03, 1, 500, 30, 30 * (1 + times * 0.15))));
    private static final List<Double> TIMES = List.of(0.0, 0.5, 1.0, 2.0);

    /// @param at units at the decision, or at the end
    /// @param fixed whether the fixed-size test finds the treatment better at its size
    private record RunResult(ExperimentVerdict verdict, long at, boolean fixed) {}

    /// @param times true effect, as a multiple of the planned one
    /// @param fixedUnits size of the fixed-size test
    /// @param fixedFinds how often that test finds the treatment better
    /// @param shipped experiments that ever shipped the treatment
    /// @param stopped those that stopped it
    /// @param bySize those decided by the size of the fixed-size test
    /// @param median median units at the decision, as a multiple of the fixed-size test's; undecided ones
    ///     count as the longest
    /// @param mean mean units at the decision, as such a multiple
    record ResultRow(
            String circumstance,
            double times,
            long fixedUnits,
            RunTally fixedFinds,
            RunTally shipped,
            RunTally stopped,
            RunTally bySize,
            double median,
            double mean) {
        private List<String> row() {
            return List.of(
                    circumstance,
                    formatCount(fixedUnits),
                    "x" + formatNumber(times, "%.1f"),
                    fixedFinds.toText(),
                    bySize.toText(),
                    shipped.toText(),
                    stopped.toText(),
                    times == 0 ? "" : formatNumber(median, "%.2f"),
                    times == 0 ? "" : formatNumber(mean, "%.2f"),
                    times == 0 ? "" : formatNumber(1 / (times * times), "%.2f"));
        }

        /* Depends on the sign of the effect; without an effect, either decision is wrong. */
        private long wrong() {
            return stopped.times() + (times == 0 ? shipped.times() : 0);
        }
    }

    @Override
    public String name() {
        return "power";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<ResultRow> cells = new ArrayList<>();
        for (PowerCase each : CIRCUMSTANCES) {
            ProgressLog.log("power", each.name);
            TIMES.forEach(times -> cells.add(cell(runs, each, times)));
        }
        report.addText(
                "## Beside a test of fixed size\n\nThe fixed test is a z test at 5%, two-sided, with the units that it"
                        + " needs to find the planned effect in 80% of all experiments, looked at once. The experiment has the"
                        + " rule: ship once the gain is shown to be above 0, stop once it is shown to be below 0, end at "
                        + LONGEST_SIZES + " times the fixed size; 50:50, tuned for the fixed size, " + LOOKS_A_SIZE
                        + " looks a fixed size, " + runs.count(RUNS)
                        + " runs a row. Units are multiples of the fixed size;"
                        + " undecided experiments count with all of theirs. The last column is the size of a fixed test that"
                        + " was planned for the effect as it is.\n\n"
                        + MarkdownTable.format(
                                List.of(
                                        "planned effect",
                                        "fixed size",
                                        "true effect",
                                        "fixed test finds it",
                                        "decided by then",
                                        "shipped, ever",
                                        "stopped, ever",
                                        "median units",
                                        "mean units",
                                        "fixed, had one known"),
                                cells.stream().map(ResultRow::row).toList()));
        report.addValue("power", cells);
        return goals(cells, runs.count(RUNS));
    }

    private static List<BenchmarkGoal> goals(List<ResultRow> cells, int count) {
        int allowed = SimulationRuns.maxAllowedAlarms(count, ALPHA);
        long wrong = cells.stream().mapToLong(ResultRow::wrong).max().orElseThrow();
        return List.of(
                new BenchmarkGoal(
                        "decisions against the truth: at most " + allowed + " of " + count + " (5%)",
                        wrong + " in the worst of " + cells.size() + " cells",
                        wrong <= allowed),
                median(cells, 1, 1.35),
                median(cells, 2, 0.75));
    }

    private static BenchmarkGoal median(List<ResultRow> cells, double times, double most) {
        double worst = cells.stream()
                .filter(cell -> cell.times == times)
                .mapToDouble(ResultRow::median)
                .max()
                .orElseThrow();
        return new BenchmarkGoal(
                "half of the experiments with " + (times == 1 ? "the planned effect" : "twice the planned effect")
                        + " are decided within " + most + " times the fixed size",
                formatNumber(worst, "%.2f") + " in the worst circumstance",
                worst <= most);
    }

    private static ResultRow cell(SimulationRuns runs, PowerCase each, double times) {
        long size = each.size();
        ExperimentPopulation population = each.times.apply(times);
        ExperimentPlan plan = SimulatedExperimentPlans.create(population, size, 50, 50);
        List<RunResult> seen = runs.run(RUNS, draws -> seen(plan, population, size, draws));
        double[] units = seen.stream()
                .mapToDouble(one -> one.at / (double) size)
                .sorted()
                .toArray();
        return new ResultRow(
                each.name,
                times,
                size,
                RunTally.of(seen, RunResult::fixed),
                RunTally.of(seen, one -> one.verdict == ExperimentVerdict.SHIP),
                RunTally.of(seen, one -> one.verdict == ExperimentVerdict.STOP),
                RunTally.of(seen, one -> one.at <= size),
                units[units.length / 2],
                Arrays.stream(units).average().orElseThrow());
    }

    private static RunResult seen(ExperimentPlan plan, ExperimentPopulation population, long size, RandomDraws draws) {
        var course = new SimulatedExperiment(plan, population, draws);
        long longest = LONGEST_SIZES * size;
        boolean found = false;
        ExperimentVerdict verdict = ExperimentVerdict.RUNNING;
        long at = 0;
        while (course.units() < size || (!verdict.isFinal() && course.units() < longest)) {
            ExperimentResults results = course.addUnits(size / LOOKS_A_SIZE);
            if (!verdict.isFinal()) {
                verdict = ExperimentConclusion.evaluate(
                                plan, results, SimulatedExperimentPlans.elapsedTime(course.units(), longest))
                        .verdict();
                at = course.units();
            }
            if (course.units() == size) {
                found = course.fixedInterval(1).low() > 0;
            }
        }
        return new RunResult(verdict, at, found);
    }
}
