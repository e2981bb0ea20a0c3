// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import static dev.evenkeel.benchmarks.report.Numbers.number;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.report.Table;
import dev.evenkeel.benchmarks.simulation.Draws;
import dev.evenkeel.benchmarks.simulation.Runs;
import dev.evenkeel.benchmarks.simulation.Section;
import dev.evenkeel.benchmarks.simulation.Tally;
import dev.evenkeel.engine.experiment.ClosedUnit;
import dev.evenkeel.engine.experiment.Conclusion;
import dev.evenkeel.engine.experiment.Effect;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentReading;
import dev.evenkeel.engine.experiment.Verdict;
import java.util.List;

/// What something known of units beforehand is worth: the same units, analysed with it and without.
final class CovariateSection implements Section {
    private static final int RUNS = 400;
    private static final int LOOKS = 300;
    private static final int LONGEST_SIZES = 3;
    private static final double ALPHA = 0.05;

    /// @param known share of the units of which it is known
    private record Circumstance(String name, Known population, double known) {
        /* Of the outcomes' variance, what is left. */
        private double rest() {
            return 1 - known * population.correlation() * population.correlation();
        }

        static Circumstance normal(double correlation, double known) {
            String part = known == 1 ? "" : ", known of half of the units";
            return new Circumstance("normal outcomes" + part, new Known.Normally(correlation, known, 0.35), known);
        }
    }

    private static final List<Circumstance> CIRCUMSTANCES = List.of(
            Circumstance.normal(0, 1),
            Circumstance.normal(0.5, 1),
            Circumstance.normal(0.7, 1),
            Circumstance.normal(0.9, 1),
            Circumstance.normal(0.7, 0.5),
            new Circumstance("lognormal spending, before and now", Known.Spent.times(1.02, 0.8), 1),
            new Circumstance("conversions of those who bought before and of others", new Known.Returning(0.005), 1));

    /// One experiment, in one way.
    ///
    /// @param decidedAt units, those of the end when it was not
    /// @param width of the interval at the end
    private record Seen(long decidedAt, double width, boolean missed) {}

    private record Both(Seen with, Seen without) {}

    /// @param correlation of what is known with the outcome
    /// @param theory `1 - r^2`, of the units of which it is known
    /// @param squaredWidths mean ratio of the squared widths at the end, with it to without: what it saves in
    ///     units
    /// @param units ratio of the mean units at the decision
    /// @param missed experiments that ever missed the truth, with it
    record Cell(
            String circumstance, double correlation, double theory, double squaredWidths, double units, Tally missed) {
        private List<String> row() {
            return List.of(
                    circumstance,
                    number(correlation, "%.2f"),
                    number(theory, "%.2f"),
                    number(squaredWidths, "%.2f"),
                    number(units, "%.2f"),
                    missed.textWithMost());
        }
    }

    @Override
    public String name() {
        return "covariate";
    }

    @Override
    public List<Goal> run(Runs runs, Report report) {
        List<Cell> cells = CIRCUMSTANCES.stream().map(each -> cell(runs, each)).toList();
        report.say("## What is known beforehand\n\n"
                + "The same units analysed with the covariate and without, 50:50, " + runs.count(RUNS)
                + " experiments a row with an effect for which a fixed test needs about 100,000 units, to the end at "
                + LONGEST_SIZES + " times as many. Theory: what is left of the variance, 1 - r^2, and with it of the"
                + " units; the squared ratio of the widths is that at the end, the ratio of the units that of the means"
                + " at the decision, which comes after the gate of 10,000 units in each variant in both.\n\n"
                + Table.of(
                        List.of(
                                "what happens to units",
                                "correlation",
                                "theory",
                                "squared width",
                                "units to decide",
                                "missed the truth, ever, with it"),
                        cells.stream().map(Cell::row).toList()));
        report.put("covariate", cells);
        return goals(cells, runs.count(RUNS));
    }

    private static List<Goal> goals(List<Cell> cells, int count) {
        int allowed = Runs.allowed(count, ALPHA);
        long missed =
                cells.stream().mapToLong(cell -> cell.missed.times()).max().orElseThrow();
        double farthest = cells.stream()
                .mapToDouble(cell -> Math.abs(cell.squaredWidths - cell.theory))
                .max()
                .orElseThrow();
        return List.of(
                new Goal(
                        "with a covariate at most " + allowed + " of " + count + " ever miss the truth (5 %)",
                        missed + " in the worst of " + cells.size() + " cells",
                        missed <= allowed),
                new Goal(
                        "a covariate leaves of the squared width what theory says, within 0.03",
                        number(farthest, "%.3f") + " off at worst",
                        farthest <= 0.03));
    }

    private static Cell cell(Runs runs, Circumstance each) {
        Progress.say("covariate", each.name + ", correlation " + number(each.population.correlation(), "%.2f"));
        long size = FixedTest.units(each.population);
        List<Both> seen = runs.of(RUNS, draws -> {
            long seed = draws.seed();
            return new Both(
                    seen(each.population, size, new Draws(seed)),
                    seen(new Unknown(each.population), size, new Draws(seed)));
        });
        return new Cell(
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
                Tally.of(seen, both -> both.with.missed));
    }

    private static Seen seen(Population population, long size, Draws draws) {
        ExperimentPlan plan = Plans.of(population, size, 50, 50);
        var course = new Course(plan, population, draws);
        long longest = LONGEST_SIZES * size;
        Verdict verdict = Verdict.OPEN;
        long decidedAt = longest;
        double width = 0;
        boolean missed = false;
        while (course.units() < longest) {
            ExperimentReading reading = course.next(longest / LOOKS + 1);
            Effect effect = reading.primary().effects().getFirst();
            width = effect.high() - effect.low();
            missed |= course.misses(effect);
            if (!verdict.decided()) {
                verdict = Conclusion.of(plan, reading, Plans.ran(course.units(), longest))
                        .verdict();
                decidedAt = course.units();
            }
        }
        return new Seen(decidedAt, width, missed);
    }

    /// The same units, of which nothing is known.
    private record Unknown(Population units) implements Population {
        @Override
        public dev.evenkeel.engine.experiment.Goal goal() {
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
        public ClosedUnit unit(int variant, long number, Draws draws) {
            ClosedUnit unit = units.unit(variant, number, draws);
            return new ClosedUnit(unit.variant(), Double.NaN, unit.happened());
        }
    }
}
