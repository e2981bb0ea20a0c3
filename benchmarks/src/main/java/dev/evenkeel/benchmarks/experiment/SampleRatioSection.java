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
import dev.evenkeel.engine.experiment.ExperimentAccumulator;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The alarm for sample ratio mismatches: how often it is false, and how fast it detects a real one.
final class SampleRatioSection implements BenchmarkSection {
    private static final int RUNS = 2_000;
    private static final int RUNS_WITHOUT_A_REASON = 10_000;
    private static final int BATCH = 1_000;
    private static final long UNITS = 1_000_000;
    private static final ExperimentPopulation NOBODY = ConversionPopulation.of(0, 0);

    /// @param planned planned percentage of the treatment
    /// @param real actual share of the units in the treatment
    private record SplitCase(String name, int planned, double real) {
        private double plannedShare() {
            return planned / 100.0;
        }

        /* A part of control's units is lost. */
        static SplitCase loss(int planned, double lost) {
            double treated = planned / 100.0;
            return new SplitCase(
                    formatNumber(100 * lost, "%.0f") + "% of control's units are lost",
                    planned,
                    treated / (treated + (1 - treated) * (1 - lost)));
        }

        /// Smallest mean number of units of any test with this error level (Wald 1945).
        private double bound() {
            double planned = plannedShare();
            double information = real * Math.log(real / planned) + (1 - real) * Math.log((1 - real) / (1 - planned));
            return -Math.log(ExperimentAccumulator.SPLIT_ALPHA) / information;
        }
    }

    private static final List<SplitCase> RIGHT = List.of(
            new SplitCase("as planned", 50, 0.5),
            new SplitCase("as planned", 10, 0.1),
            new SplitCase("as planned", 1, 0.01));

    private static final List<SplitCase> WRONG = List.of(
            new SplitCase("51:49", 50, 0.51),
            new SplitCase("52:48", 50, 0.52),
            SplitCase.loss(50, 0.02),
            SplitCase.loss(10, 0.02),
            SplitCase.loss(50, 0.1));

    /// @param found experiments with an alarm
    /// @param median median units until the alarm, a million without one
    /// @param mean mean units until the alarm, a million without one
    /// @param bound smallest mean number of units of any test; infinite when the split is right
    record ResultRow(String split, int planned, RunTally found, long median, double mean, double bound) {}

    @Override
    public String name() {
        return "split";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<ResultRow> right = RIGHT.stream()
                .map(each -> cell(runs, RUNS_WITHOUT_A_REASON, each))
                .toList();
        List<ResultRow> wrong =
                WRONG.stream().map(each -> cell(runs, RUNS, each)).toList();
        List<ResultRow> all = Stream.concat(right.stream(), wrong.stream()).toList();
        report.addText("## The alarm of a wrong split\n\nA look after every " + formatCount(BATCH) + " of a million"
                + " exposed units, one experiment in 1,000 may be alarmed without a reason. The bound is the least"
                + " mean number of units of any test with this error level (Wald).\n\n"
                + MarkdownTable.format(
                        List.of(
                                "split",
                                "planned",
                                "experiments",
                                "alarmed",
                                "median units until then",
                                "mean",
                                "bound",
                                "ratio"),
                        all.stream().map(SampleRatioSection::row).toList()));
        report.addValue("split", all);
        return goals(right, wrong);
    }

    private static List<String> row(ResultRow cell) {
        String planned = 100 - cell.planned + ":" + cell.planned;
        String experiments = formatCount(cell.found.of());
        return Double.isInfinite(cell.bound)
                ? List.of(cell.split, planned, experiments, cell.found.times() + "", "", "", "", "")
                : List.of(
                        cell.split,
                        planned,
                        experiments,
                        cell.found.toText(),
                        formatCount(cell.median),
                        formatNumber(cell.mean, "%,.0f"),
                        formatNumber(cell.bound, "%,.0f"),
                        formatNumber(cell.mean / cell.bound, "%.2f"));
    }

    private static List<BenchmarkGoal> goals(List<ResultRow> right, List<ResultRow> wrong) {
        long alarmed =
                right.stream().mapToLong(cell -> cell.found.times()).max().orElseThrow();
        int allowed = SimulationRuns.maxAllowedAlarms(right.getFirst().found.of(), ExperimentAccumulator.SPLIT_ALPHA);
        double slowest =
                wrong.stream().mapToDouble(cell -> cell.mean / cell.bound).max().orElseThrow();
        return List.of(
                new BenchmarkGoal(
                        "a right split: at most " + allowed + " of "
                                + right.getFirst().found.of() + " experiments alarmed (0.1%)",
                        alarmed + " in the worst of " + right.size() + " cells",
                        alarmed <= allowed),
                new BenchmarkGoal(
                        "a wrong split is found after at most 1.8 times the bound on average",
                        formatNumber(slowest, "%.2f") + " at worst",
                        slowest <= 1.8));
    }

    private static ResultRow cell(SimulationRuns runs, int full, SplitCase each) {
        ProgressLog.log("split", each.name);
        long[] units = runs.run(full, draws -> alarmedAt(each, draws)).stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        long found = Arrays.stream(units).filter(at -> at <= UNITS).count();
        return new ResultRow(
                each.name,
                each.planned,
                new RunTally(found, units.length),
                units[units.length / 2],
                Arrays.stream(units).average().orElseThrow(),
                each.bound());
    }

    /* Larger than the number of units without an alarm. */
    private static long alarmedAt(SplitCase each, RandomDraws draws) {
        var analysis = new ExperimentAccumulator(
                SimulatedExperimentPlans.create(NOBODY, UNITS, 100 - each.planned, each.planned));
        long units = 0;
        while (units < UNITS) {
            units += BATCH;
            long treated = draws.binomial(BATCH, each.real);
            analysis.addExposures(new long[] {BATCH - treated, treated});
            if (analysis.state().alarm() != null) {
                return units;
            }
        }
        return UNITS + BATCH;
    }
}
