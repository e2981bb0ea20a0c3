// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The exact probability that a harmless candidate is ever rolled back, when the guard evaluates after every
/// failure.
final class ExactFalseAlarmSection implements BenchmarkSection {
    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5};

    @Override
    public String name() {
        return "exact";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        int failures = Math.max(1_000, 10_000 / runs.divisor());
        List<List<String>> rows = new ArrayList<>();
        boolean within = true;
        double largest = 0;
        for (double alpha : new double[] {0.05, 0.01, 0.001}) {
            for (double r : new double[] {1, 1.5}) {
                List<String> row = new ArrayList<>(List.of(alpha + "", r + ""));
                for (double share : SHARES) {
                    double chance = new ExactRatioGuardModel(r, share, alpha)
                            .run(r, failures, 0)
                            .stopped();
                    within &= chance <= alpha;
                    largest = Math.max(largest, chance / alpha);
                    row.add(String.format(Locale.ROOT, "%.4f", chance));
                }
                rows.add(row);
            }
        }
        report.addText("## False alarms, exactly\n\nChance that a candidate at the margin is rolled back within "
                + failures + " failures, by dynamic programme, monitored after every failure.\n\n"
                + MarkdownTable.format(List.of("alpha", "margin r", "share 1%", "5%", "25%", "50%"), rows));
        return List.of(new BenchmarkGoal(
                "a harmless candidate is rolled back with chance alpha at most, looking after every failure",
                String.format(Locale.ROOT, "at most %.2f alpha in 24 cells", largest),
                within));
    }
}
