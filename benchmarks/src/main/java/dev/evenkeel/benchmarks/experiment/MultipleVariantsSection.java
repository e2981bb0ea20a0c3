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
import dev.evenkeel.engine.experiment.ExperimentConclusion;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import java.util.List;
import java.util.stream.IntStream;

/// The rate of wrong conclusions about any of several treatments.
final class MultipleVariantsSection implements BenchmarkSection {
    private static final int RUNS = 1_000;
    private static final int BATCH = 1_000;
    private static final double ALPHA = 0.05;
    private static final ExperimentConclusion OPEN = new ExperimentConclusion(ExperimentVerdict.RUNNING, 0);

    /// @param units units of all variants, at the end
    private record VariantsCase(String name, ExperimentPopulation population, ExperimentPlan plan, long units) {
        static VariantsCase of(String name, ExperimentPopulation population, int... percents) {
            long units = 40_000L * percents.length;
            return new VariantsCase(
                    name, population, SimulatedExperimentPlans.create(population, 40_000, percents), units);
        }

        private IntStream treatments() {
            return IntStream.rangeClosed(1, plan.treatments());
        }
    }

    private static final List<VariantsCase> CIRCUMSTANCES = List.of(
            VariantsCase.of("no differences", ConversionPopulation.of(0.1, 0.1), 50, 50),
            VariantsCase.of("no differences", ConversionPopulation.of(0.1, 0.1, 0.1), 34, 33, 33),
            VariantsCase.of("no differences", ConversionPopulation.of(0.1, 0.1, 0.1, 0.1, 0.1), 20, 20, 20, 20, 20),
            VariantsCase.of("one gains 1.5 points", ConversionPopulation.of(0.1, 0.1, 0.115), 34, 33, 33),
            VariantsCase.of(
                    "one gains 1.5 points, one loses 1.5",
                    ConversionPopulation.of(0.1, 0.1, 0.1, 0.085, 0.115),
                    20,
                    20,
                    20,
                    20,
                    20));

    /// The result of one experiment.
    ///
    /// @param missed whether the interval of any treatment ever missed its true effect
    /// @param conclusion the final conclusion
    /// @param peeked whether any treatment's fixed-size test ever called it better or worse than it is
    /// @param once whether any did at the end
    private record RunResult(boolean missed, ExperimentConclusion conclusion, boolean peeked, boolean once) {}

    /// @param missed experiments in which any treatment's interval ever missed its true effect
    /// @param wrong those that shipped a treatment without a gain, or stopped one with a gain
    /// @param best those that shipped the treatment that gains
    /// @param peeked those in which any treatment's z interval ever missed its true effect
    /// @param once those in which any did at the end
    record ResultRow(
            String circumstance,
            int variants,
            RunTally missed,
            RunTally wrong,
            RunTally best,
            RunTally peeked,
            RunTally once) {
        private List<String> row() {
            return List.of(
                    variants + "",
                    circumstance,
                    missed.toTextWithBound(),
                    wrong.toText(),
                    best.times() == 0 ? "" : best.toText(),
                    peeked.toText(),
                    once.toText());
        }
    }

    @Override
    public String name() {
        return "variants";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<ResultRow> cells =
                CIRCUMSTANCES.stream().map(each -> cell(runs, each)).toList();
        report.addText(
                "## Several variants\n\nControl converts at 10%, equal shares, 40,000 units a variant, a look after"
                        + " every " + formatCount(BATCH) + " units, " + runs.count(RUNS)
                        + " experiments a row, all treatments together at 95%. Wrong: shipped without a gain, or stopped"
                        + " with one. Beside it z intervals of 95% each, one for each treatment, as one would read them who"
                        + " forgets that there are several.\n\n"
                        + MarkdownTable.format(
                                List.of(
                                        "variants",
                                        "truth",
                                        "any interval missed the truth, ever",
                                        "wrong conclusion",
                                        "shipped the one that gains",
                                        "any z missed, at every look",
                                        "any z missed, once at the end"),
                                cells.stream().map(ResultRow::row).toList()));
        report.addValue("variants", cells);
        return goals(cells, runs.count(RUNS));
    }

    private static List<BenchmarkGoal> goals(List<ResultRow> cells, int count) {
        int allowed = SimulationRuns.maxAllowedAlarms(count, ALPHA);
        long missed =
                cells.stream().mapToLong(cell -> cell.missed.times()).max().orElseThrow();
        long wrong = cells.stream().mapToLong(cell -> cell.wrong.times()).max().orElseThrow();
        return List.of(
                new BenchmarkGoal(
                        "2, 3 and 5 variants: in at most " + allowed + " of " + count
                                + " any interval ever misses its truth (5%)",
                        missed + " in the worst of " + cells.size() + " cells",
                        missed <= allowed),
                new BenchmarkGoal(
                        "2, 3 and 5 variants: at most " + allowed + " of " + count + " conclude wrongly (5%)",
                        wrong + " in the worst of " + cells.size() + " cells",
                        wrong <= allowed));
    }

    private static ResultRow cell(SimulationRuns runs, VariantsCase each) {
        ProgressLog.log("variants", each.plan.parts().size() + ", " + each.name);
        List<RunResult> seen = runs.run(RUNS, draws -> seen(each, draws));
        return new ResultRow(
                each.name,
                each.plan.parts().size(),
                RunTally.of(seen, RunResult::missed),
                RunTally.of(seen, one -> wrong(each, one.conclusion)),
                RunTally.of(
                        seen,
                        one -> one.conclusion.verdict() == ExperimentVerdict.SHIP && !wrong(each, one.conclusion)),
                RunTally.of(seen, RunResult::peeked),
                RunTally.of(seen, RunResult::once));
    }

    private static boolean wrong(VariantsCase each, ExperimentConclusion conclusion) {
        return switch (conclusion.verdict()) {
            case SHIP -> each.population.effect(conclusion.treatment()) <= 0;
            case STOP -> each.treatments().anyMatch(treatment -> each.population.effect(treatment) >= 0);
            case RUNNING, SUSPENDED, INCONCLUSIVE -> false;
        };
    }

    private static RunResult seen(VariantsCase each, RandomDraws draws) {
        var course = new SimulatedExperiment(each.plan, each.population, draws);
        ExperimentConclusion conclusion = OPEN;
        boolean missed = false;
        boolean peeked = false;
        while (course.units() < each.units) {
            ExperimentResults results = course.addUnits(BATCH);
            missed |= results.primary().effects().stream().anyMatch(course::misses);
            peeked |= each.treatments().anyMatch(course::fixedMisses);
            if (!conclusion.verdict().isFinal()) {
                conclusion = ExperimentConclusion.evaluate(
                        each.plan, results, SimulatedExperimentPlans.elapsedTime(course.units(), each.units));
            }
        }
        return new RunResult(missed, conclusion, peeked, each.treatments().anyMatch(course::fixedMisses));
    }
}
