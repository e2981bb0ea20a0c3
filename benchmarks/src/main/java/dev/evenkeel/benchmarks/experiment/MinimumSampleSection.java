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
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.EffectInterval;
import dev.evenkeel.core.stats.MeanEffectEstimator;
import dev.evenkeel.engine.experiment.ExperimentGoal.SingleUnitMetricTotals;
import dev.evenkeel.engine.experiment.LargeSampleCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// The effect of the minimum sample size: how often the large-sample interval ever misses the true effect, by
/// the number of units at which monitoring begins. Runs without the minimum that the analysis applies.
final class MinimumSampleSection implements BenchmarkSection {
    private static final int RUNS = 1_000;
    private static final int BATCH = 100;
    private static final long MOST_UNITS = 400_000;
    private static final double ALPHA = 0.05;
    private static final List<Long> BEGINNINGS = List.of(100L, 1_000L, 10_000L, 50_000L, 200_000L);

    private record SampleCase(String name, ExperimentPopulation population, double share) {
        private long units() {
            return share == 0.5 ? MOST_UNITS / 4 : MOST_UNITS;
        }
    }

    private static final List<SampleCase> CIRCUMSTANCES = List.of(
            new SampleCase("10% convert", ConversionPopulation.of(0.1, 0.1), 0.5),
            new SampleCase("10% convert", ConversionPopulation.of(0.1, 0.1), 0.05),
            new SampleCase("1% converts", ConversionPopulation.of(0.01, 0.01), 0.5),
            new SampleCase("1% converts", ConversionPopulation.of(0.01, 0.01), 0.05),
            new SampleCase("0.1% convert", ConversionPopulation.of(0.001, 0.001), 0.05),
            new SampleCase("3% spend, sigma 1", AmountPopulation.spent(0.03, 1, 500, 30, 30), 0.5),
            new SampleCase("3% spend, sigma 1", AmountPopulation.spent(0.03, 1, 500, 30, 30), 0.05),
            new SampleCase("1% spends, sigma 1.5", AmountPopulation.spent(0.01, 1.5, 5_000, 30, 30), 0.5),
            new SampleCase("1% spends, sigma 1.5", AmountPopulation.spent(0.01, 1.5, 5_000, 30, 30), 0.05));

    /// @param from experiments with a miss, by the number of units at which monitoring begins
    record ResultRow(String circumstance, double share, List<RunTally> from) {
        private List<String> row() {
            List<String> row = new ArrayList<>(List.of(circumstance, formatNumber(100 * share, "%.0f") + "%"));
            from.forEach(runTally -> row.add(runTally.toText()));
            row.addAll(Collections.nCopies(BEGINNINGS.size() - from.size(), ""));
            return row;
        }
    }

    @Override
    public String name() {
        return "beginning";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<ResultRow> cells =
                CIRCUMSTANCES.stream().map(each -> cell(runs, each)).toList();
        List<String> head = new ArrayList<>(List.of("units", "share of the treatment"));
        BEGINNINGS.forEach(units -> head.add("from " + formatCount(units) + " units"));
        report.addText(
                "## The interval for large samples, by when looking begins\n\nExperiments that ever show it without the"
                        + " true effect, at 95%, of " + runs.count(RUNS) + " without a difference, a look after every "
                        + BATCH + " of " + formatCount(MOST_UNITS / 4) + " units, " + formatCount(MOST_UNITS)
                        + " where the share is"
                        + " small. The product shows it behind a gate only (" + formatCount(LargeSampleCheck.MIN_UNITS)
                        + " units and "
                        + LargeSampleCheck.MIN_OUTCOMES
                        + " outcomes other than zero in each variant), and the exact interval before.\n\n"
                        + MarkdownTable.format(
                                head, cells.stream().map(ResultRow::row).toList()));
        report.addValue("beginning", cells);
        return List.of();
    }

    private static ResultRow cell(SimulationRuns runs, SampleCase each) {
        ProgressLog.log("beginning", each.name);
        List<boolean[]> seen = runs.run(RUNS, draws -> misses(each, draws));
        return new ResultRow(
                each.name,
                each.share,
                IntStream.range(0, BEGINNINGS.size())
                        .filter(beginning -> BEGINNINGS.get(beginning) < each.units())
                        .mapToObj(beginning -> RunTally.of(seen, one -> one[beginning]))
                        .toList());
    }

    /* One element per start of the monitoring. */
    private static boolean[] misses(SampleCase each, RandomDraws draws) {
        boolean[] misses = new boolean[BEGINNINGS.size()];
        var effect = new MeanEffectEstimator(CandidateShare.assigned(each.share));
        while (effect.units() < each.units()) {
            for (int i = 0; i < BATCH; i++) {
                boolean treated = draws.happens(each.share);
                effect.observe(treated, outcome(each.population, treated, effect.units(), draws), Double.NaN);
            }
            EffectInterval interval = effect.interval(ALPHA, each.units() / 2);
            if (interval.low() > 0 || interval.high() < 0) {
                for (int i = 0; i < misses.length; i++) {
                    misses[i] |= effect.units() >= BEGINNINGS.get(i);
                }
            }
        }
        return misses;
    }

    private static double outcome(ExperimentPopulation population, boolean treated, long number, RandomDraws draws) {
        SingleUnitMetricTotals happened = population
                .unit(treated ? 1 : 0, number, draws)
                .metrics()
                .getOrDefault(population.goal().metric(), SingleUnitMetricTotals.NOTHING);
        return population.goal().score(happened);
    }
}
