// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import static dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter.formatNumber;
import static dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter.formatPercent;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Complete rollouts of good and bad candidates, by the guard and by the rules of other tools.
final class WholeRolloutSection implements BenchmarkSection {
    private static final int RUNS = 1_000;
    private static final String HEALTHY = "healthy";
    private static final String FIVE = "x5";
    private static final List<String> DECIDERS =
            List.of("the guard", "99%/min, 3rd failed", "99%/min, 1st failed", "> 2x control/min, 3rd failed");
    private static final List<Map.Entry<String, SimulatedRollout.FailureMultiple>> SCENARIOS = List.of(
            Map.entry(HEALTHY, (share, minutes) -> 1),
            Map.entry("better, x0.8", (share, minutes) -> 0.8),
            Map.entry("x1.5", (share, minutes) -> 1.5),
            Map.entry("x2", (share, minutes) -> 2),
            Map.entry(FIVE, (share, minutes) -> 5),
            Map.entry("x10", (share, minutes) -> 10),
            Map.entry("all fail", (share, minutes) -> Double.POSITIVE_INFINITY),
            Map.entry("x4 from 25% on", (share, minutes) -> share < 0.25 ? 1 : 4),
            Map.entry("leak, +1x per 10 min", (share, minutes) -> 1 + minutes / 10));

    private final List<Outcome> outcomes = new ArrayList<>();

    /// The means over the runs of one scenario.
    ///
    /// @param decider the guard or a rule
    /// @param excess failed candidate requests beyond those at control's rate
    /// @param minutes until rollback, else until full exposure, else the horizon
    /// @param rolledBack number of runs that were rolled back
    /// @param full number of runs that reached the last step
    record Outcome(
            double base, String scenario, String decider, double excess, double minutes, long rolledBack, long full) {}

    @Override
    public String name() {
        return "rollouts";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        outcomes.clear();
        int count = runs.count(RUNS);
        List<List<String>> rows = new ArrayList<>();
        for (double base : new double[] {0.001, 0.005}) {
            for (Map.Entry<String, SimulatedRollout.FailureMultiple> scenario : SCENARIOS) {
                List<List<SimulatedRollout.RolloutEnd>> seen =
                        runs.run(RUNS, new SimulatedRollout(base, scenario.getValue())::runAll);
                List<Outcome> found = IntStream.range(0, DECIDERS.size())
                        .mapToObj(decider -> outcome(base, scenario.getKey(), decider, seen))
                        .toList();
                List<String> row = new ArrayList<>(List.of(formatPercent(base), scenario.getKey()));
                found.forEach(outcome -> row.add(cell(outcome, count)));
                rows.add(row);
                outcomes.addAll(found);
            }
        }
        List<String> head = new ArrayList<>(List.of("base", "candidate"));
        head.addAll(DECIDERS);
        report.addText("## Whole rollouts\n\n1, 5, 25, 50 and 99% of 1,000 requests/s, two hours, " + count
                + " runs each. A cell: excess failed candidate requests; minutes until rollback, else until 99%, else"
                + " 120; rolled back / reached 99%. The guard: margin 1.1, alpha 1%, restarts every minute and at"
                + " each step, a step left when margin 1 + 0.25/next step is shown at 5%. The rules: five minutes a"
                + " step, one check a minute.\n\n" + MarkdownTable.format(head, rows));
        report.addValue("rollouts", outcomes);
        return goals(count);
    }

    private static Outcome outcome(
            double base, String scenario, int decider, List<List<SimulatedRollout.RolloutEnd>> seen) {
        List<SimulatedRollout.RolloutEnd> endings =
                seen.stream().map(all -> all.get(decider)).toList();
        return new Outcome(
                base,
                scenario,
                DECIDERS.get(decider),
                mean(endings, SimulatedRollout.RolloutEnd::excess),
                mean(endings, SimulatedRollout.RolloutEnd::minutes),
                count(endings, SimulatedRollout.RolloutEnd::rolledBack),
                count(endings, SimulatedRollout.RolloutEnd::full));
    }

    private static double mean(
            List<SimulatedRollout.RolloutEnd> endings, ToDoubleFunction<SimulatedRollout.RolloutEnd> figure) {
        return endings.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static long count(List<SimulatedRollout.RolloutEnd> endings, Predicate<SimulatedRollout.RolloutEnd> which) {
        return endings.stream().filter(which).count();
    }

    private static String cell(Outcome outcome, int count) {
        return formatNumber(outcome.excess, Math.abs(outcome.excess) < 100 ? "%.1f" : "%,.0f") + "; "
                + formatNumber(outcome.minutes, outcome.minutes < 1 ? "%.2f" : "%.1f") + " min; "
                + formatNumber(100.0 * outcome.rolledBack / count, "%.1f") + "% / "
                + formatNumber(100.0 * outcome.full / count, "%.1f") + "%";
    }

    private List<BenchmarkGoal> goals(int count) {
        Outcome bad = ofTheGuard(0.001, FIVE);
        Outcome good = ofTheGuard(0.005, HEALTHY);
        return List.of(
                new BenchmarkGoal(
                        "whole rollout, x5, base 0.1%: at most 9 excess failed requests on average",
                        formatNumber(bad.excess, "%.1f"), bad.excess <= 9),
                new BenchmarkGoal(
                        "whole rollout, x5, base 0.1%: 0 of " + count + " reach 99%",
                        bad.full + " of " + count,
                        bad.full == 0),
                new BenchmarkGoal(
                        "whole rollout, healthy, base 0.5%: at 99% within 7 min on average",
                        formatNumber(good.minutes, "%.1f min"), good.minutes <= 7),
                new BenchmarkGoal(
                        "whole rollout, healthy, base 0.5%: at most 1% rolled back",
                        good.rolledBack + " of " + count, 100 * good.rolledBack <= count));
    }

    private Outcome ofTheGuard(double base, String scenario) {
        return outcomes.stream()
                .filter(one ->
                        one.base == base && one.scenario.equals(scenario) && one.decider.equals(DECIDERS.getFirst()))
                .findFirst()
                .orElseThrow();
    }
}
