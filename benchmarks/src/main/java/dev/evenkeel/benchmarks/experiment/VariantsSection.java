// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import static dev.evenkeel.benchmarks.report.Numbers.count;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.report.Table;
import dev.evenkeel.benchmarks.simulation.Draws;
import dev.evenkeel.benchmarks.simulation.Runs;
import dev.evenkeel.benchmarks.simulation.Section;
import dev.evenkeel.benchmarks.simulation.Tally;
import dev.evenkeel.engine.experiment.Conclusion;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentReading;
import dev.evenkeel.engine.experiment.Verdict;
import java.util.List;
import java.util.stream.IntStream;

/// How often several treatments lead to a wrong conclusion about any of them.
final class VariantsSection implements Section {
    private static final int RUNS = 1_000;
    private static final int BATCH = 1_000;
    private static final double ALPHA = 0.05;
    private static final Conclusion OPEN = new Conclusion(Verdict.OPEN, 0);

    /// @param units of all variants, at the end
    private record Circumstance(String name, Population population, ExperimentPlan plan, long units) {
        static Circumstance of(String name, Population population, int... percents) {
            long units = 40_000L * percents.length;
            return new Circumstance(name, population, Plans.of(population, 40_000, percents), units);
        }

        private IntStream treatments() {
            return IntStream.rangeClosed(1, plan.treatments());
        }
    }

    private static final List<Circumstance> CIRCUMSTANCES = List.of(
            Circumstance.of("no differences", Conversions.of(0.1, 0.1), 50, 50),
            Circumstance.of("no differences", Conversions.of(0.1, 0.1, 0.1), 34, 33, 33),
            Circumstance.of("no differences", Conversions.of(0.1, 0.1, 0.1, 0.1, 0.1), 20, 20, 20, 20, 20),
            Circumstance.of("one gains 1.5 points", Conversions.of(0.1, 0.1, 0.115), 34, 33, 33),
            Circumstance.of(
                    "one gains 1.5 points, one loses 1.5",
                    Conversions.of(0.1, 0.1, 0.1, 0.085, 0.115),
                    20,
                    20,
                    20,
                    20,
                    20));

    /// What one experiment came to.
    ///
    /// @param missed whether the interval of any treatment was ever without its true effect
    /// @param conclusion the one that stands
    /// @param peeked whether any treatment's fixed test ever called it better or worse than it is
    /// @param once whether any did at the end
    private record Seen(boolean missed, Conclusion conclusion, boolean peeked, boolean once) {}

    /// @param missed experiments in which any treatment's interval ever missed its true effect
    /// @param wrong those that shipped a treatment without a gain, or stopped one with a gain
    /// @param best those that shipped the treatment that gains
    /// @param peeked those in which any treatment's z interval ever missed its true effect
    /// @param once those in which any did at the end
    record Cell(String circumstance, int variants, Tally missed, Tally wrong, Tally best, Tally peeked, Tally once) {
        private List<String> row() {
            return List.of(
                    variants + "",
                    circumstance,
                    missed.textWithMost(),
                    wrong.text(),
                    best.times() == 0 ? "" : best.text(),
                    peeked.text(),
                    once.text());
        }
    }

    @Override
    public String name() {
        return "variants";
    }

    @Override
    public List<Goal> run(Runs runs, Report report) {
        List<Cell> cells = CIRCUMSTANCES.stream().map(each -> cell(runs, each)).toList();
        report.say("## Several variants\n\nControl converts at 10 %, equal shares, 40,000 units a variant, a look after"
                + " every " + count(BATCH) + " units, " + runs.count(RUNS)
                + " experiments a row, all treatments together at 95 %. Wrong: shipped without a gain, or stopped"
                + " with one. Beside it z intervals of 95 % each, one for each treatment, as one would read them who"
                + " forgets that there are several.\n\n"
                + Table.of(
                        List.of(
                                "variants",
                                "truth",
                                "any interval missed the truth, ever",
                                "wrong conclusion",
                                "shipped the one that gains",
                                "any z missed, at every look",
                                "any z missed, once at the end"),
                        cells.stream().map(Cell::row).toList()));
        report.put("variants", cells);
        return goals(cells, runs.count(RUNS));
    }

    private static List<Goal> goals(List<Cell> cells, int count) {
        int allowed = Runs.allowed(count, ALPHA);
        long missed =
                cells.stream().mapToLong(cell -> cell.missed.times()).max().orElseThrow();
        long wrong = cells.stream().mapToLong(cell -> cell.wrong.times()).max().orElseThrow();
        return List.of(
                new Goal(
                        "2, 3 and 5 variants: in at most " + allowed + " of " + count
                                + " any interval ever misses its truth (5 %)",
                        missed + " in the worst of " + cells.size() + " cells",
                        missed <= allowed),
                new Goal(
                        "2, 3 and 5 variants: at most " + allowed + " of " + count + " conclude wrongly (5 %)",
                        wrong + " in the worst of " + cells.size() + " cells",
                        wrong <= allowed));
    }

    private static Cell cell(Runs runs, Circumstance each) {
        Progress.say("variants", each.plan.parts().size() + ", " + each.name);
        List<Seen> seen = runs.of(RUNS, draws -> seen(each, draws));
        return new Cell(
                each.name,
                each.plan.parts().size(),
                Tally.of(seen, Seen::missed),
                Tally.of(seen, one -> wrong(each, one.conclusion)),
                Tally.of(seen, one -> one.conclusion.verdict() == Verdict.SHIP && !wrong(each, one.conclusion)),
                Tally.of(seen, Seen::peeked),
                Tally.of(seen, Seen::once));
    }

    private static boolean wrong(Circumstance each, Conclusion conclusion) {
        return switch (conclusion.verdict()) {
            case SHIP -> each.population.effect(conclusion.treatment()) <= 0;
            case STOP -> each.treatments().anyMatch(treatment -> each.population.effect(treatment) >= 0);
            case OPEN, SUSPENDED, UNDECIDED -> false;
        };
    }

    private static Seen seen(Circumstance each, Draws draws) {
        var course = new Course(each.plan, each.population, draws);
        Conclusion conclusion = OPEN;
        boolean missed = false;
        boolean peeked = false;
        while (course.units() < each.units) {
            ExperimentReading reading = course.next(BATCH);
            missed |= reading.primary().effects().stream().anyMatch(course::misses);
            peeked |= each.treatments().anyMatch(course::fixedMisses);
            if (!conclusion.verdict().decided()) {
                conclusion = Conclusion.of(each.plan, reading, Plans.ran(course.units(), each.units));
            }
        }
        return new Seen(missed, conclusion, peeked, each.treatments().anyMatch(course::fixedMisses));
    }
}
