// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import static dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter.formatNumber;

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
import dev.evenkeel.engine.experiment.ExperimentUnitResult;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import java.util.List;

/// The value of a covariate: analyses the same units with and without it.
final class CovariateSection implements BenchmarkSection {
    private static final int RUNS = 400;
    private static final int LOOKS = 300;
    private static final int LONGEST_SIZES = 3;
    private static final double ALPHA = 0.05;

    /// @param known share of the units with a known covariate
    private record CovariateCase(String name, CovariatePopulation population, double known) {
        /* Remaining share of the outcomes' variance. */
        private double rest() {
            return 1 - known * population.correlation() * population.correlation();
        }

        static CovariateCase normal(double correlation, double known) {
            String part = known == 1 ? "" : ", known of half of the units";
            return new CovariateCase(
                    "normal outcomes" + part, new CovariatePopulation.NormalCovariate(correlation, known, 0.35), known);
        }
    }

    private static final List<CovariateCase> CIRCUMSTANCES = List.of(
            CovariateCase.normal(0, 1),
            CovariateCase.normal(0.5, 1),
            CovariateCase.normal(0.7, 1),
            CovariateCase.normal(0.9, 1),
            CovariateCase.normal(0.7, 0.5),
            new CovariateCase(
                    "lognormal spending, before and now", CovariatePopulation.SpendCovariate.times(1.02, 0.8), 1),
            new CovariateCase(
                    "conversions of those who bought before and of others",
                    new CovariatePopulation.ReturningBuyerCovariate(0.005),
                    1));

    /// One experiment with one analysis.
    ///
    /// @param decidedAt units at the decision; those at the end without one
    /// @param width width of the interval at the end
    private record RunResult(long decidedAt, double width, boolean missed) {}

    private record PairedRunResult(RunResult with, RunResult without) {}

    /// @param correlation correlation of the covariate with the outcome
    /// @param theory `1 - r^2`, of the units with a known covariate
    /// @param squaredWidths mean ratio of the squared widths at the end, with the covariate to without: the
    ///     saving in units
    /// @param units ratio of the mean units at the decision
    /// @param missed experiments whose interval ever missed the true effect, with the covariate
    record ResultRow(
            String circumstance,
            double correlation,
            double theory,
            double squaredWidths,
            double units,
            RunTally missed) {
        private List<String> row() {
            return List.of(
                    circumstance,
                    formatNumber(correlation, "%.2f"),
                    formatNumber(theory, "%.2f"),
                    formatNumber(squaredWidths, "%.2f"),
                    formatNumber(units, "%.2f"),
                    missed.toTextWithBound());
        }
    }

    @Override
    public String name() {
        return "covariate";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<ResultRow> cells =
                CIRCUMSTANCES.stream().map(each -> cell(runs, each)).toList();
        report.addText("## What is known beforehand\n\n"
                + "The same units analysed with the covariate and without, 50:50, " + runs.count(RUNS)
                + " experiments a row with an effect for which a fixed test needs about 100,000 units, to the end at "
                + LONGEST_SIZES + " times as many. Theory: what is left of the variance, 1 - r^2, and with it of the"
                + " units; the squared ratio of the widths is that at the end, the ratio of the units that of the means"
                + " at the decision, which comes after the gate of 10,000 units in each variant in both.\n\n"
                + MarkdownTable.format(
                        List.of(
                                "what happens to units",
                                "correlation",
                                "theory",
                                "squared width",
                                "units to decide",
                                "missed the truth, ever, with it"),
                        cells.stream().map(ResultRow::row).toList()));
        report.addValue("covariate", cells);
        return goals(cells, runs.count(RUNS));
    }

    private static List<BenchmarkGoal> goals(List<ResultRow> cells, int count) {
        int allowed = SimulationRuns.maxAllowedAlarms(count, ALPHA);
        long missed =
                cells.stream().mapToLong(cell -> cell.missed.times()).max().orElseThrow();
        double farthest = cells.stream()
                .mapToDouble(cell -> Math.abs(cell.squaredWidths - cell.theory))
                .max()
                .orElseThrow();
        return List.of(
                new BenchmarkGoal(
                        "with a covariate at most " + allowed + " of " + count + " ever miss the truth (5%)",
                        missed + " in the worst of " + cells.size() + " cells",
                        missed <= allowed),
                new BenchmarkGoal(
                        "a covariate leaves of the squared width what theory says, within 0.03",
                        formatNumber(farthest, "%.3f") + " off at worst",
                        farthest <= 0.03));
    }

    private static ResultRow cell(SimulationRuns runs, CovariateCase each) {
        ProgressLog.log(
                "covariate", each.name + ", correlation " + formatNumber(each.population.correlation(), "%.2f"));
        long size = FixedSizeAnalysis.units(each.population);
        List<PairedRunResult> seen = runs.run(RUNS, draws -> {
            long seed = draws.seed();
            return new PairedRunResult(
                    seen(each.population, size, new RandomDraws(seed)),
                    seen(new WithoutCovariate(each.population), size, new RandomDraws(seed)));
        });
        return new ResultRow(
                each.name,
                each.population.correlation(),
                each.rest(),
                seen.stream()
                        .mapToDouble(both -> Math.pow(both.with.width / both.without.width, 2))
                        .average()
                        .orElseThrow(),
                seen.stream().mapToLong(both -> both.with.decidedAt).sum()
                        / (double) seen.stream()
                                .mapToLong(both -> both.without.decidedAt)
                                .sum(),
                RunTally.of(seen, both -> both.with.missed));
    }

    private static RunResult seen(ExperimentPopulation population, long size, RandomDraws draws) {
        ExperimentPlan plan = SimulatedExperimentPlans.create(population, size, 50, 50);
        var course = new SimulatedExperiment(plan, population, draws);
        long longest = LONGEST_SIZES * size;
        ExperimentVerdict verdict = ExperimentVerdict.RUNNING;
        long decidedAt = longest;
        double width = 0;
        boolean missed = false;
        while (course.units() < longest) {
            ExperimentResults results = course.addUnits(longest / LOOKS + 1);
            TreatmentEffect effect = results.primary().effects().getFirst();
            width = effect.high() - effect.low();
            missed |= course.misses(effect);
            if (!verdict.isFinal()) {
                verdict = ExperimentConclusion.evaluate(
                                plan, results, SimulatedExperimentPlans.elapsedTime(course.units(), longest))
                        .verdict();
                decidedAt = course.units();
            }
        }
        return new RunResult(decidedAt, width, missed);
    }

    /// The same units without a known covariate.
    private record WithoutCovariate(ExperimentPopulation units) implements ExperimentPopulation {
        @Override
        public dev.evenkeel.engine.experiment.ExperimentGoal goal() {
            return units.goal();
        }

        @Override
        public double mean(int variant) {
            return units.mean(variant);
        }

        @Override
        public double variance(int variant) {
            return units.variance(variant);
        }

        @Override
        public ExperimentUnitResult unit(int variant, long number, RandomDraws draws) {
            ExperimentUnitResult unit = units.unit(variant, number, draws);
            return new ExperimentUnitResult(unit.variant(), Double.NaN, unit.metrics());
        }
    }
}
