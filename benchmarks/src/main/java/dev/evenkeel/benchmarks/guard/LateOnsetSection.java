// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.util.ArrayList;
import java.util.List;

/// A candidate that is healthy first and fails five times as often as control from an onset on. Measures
/// failed candidate requests from the onset until rollback, at 5% of 1,000 requests/s, with a control failure
/// rate of 0.5%, in ticks of a second.
final class LateOnsetSection implements BenchmarkSection {
    private static final CandidateShare SHARE = CandidateShare.assigned(0.05);
    private static final double CONTROL_FAILURES = 950 * 0.005;
    private static final double CANDIDATE_FAILURES = 50 * 0.005;
    private static final double SHIFT = 5;
    private static final double LOG_ENOUGH = Math.log(100);
    private static final int RUNS = 1_000;
    private static final int RESTART_SECONDS = 60;

    @Override
    public String name() {
        return "late-onset";
    }

    /// @param early whether it was rolled back before the onset
    /// @param failed failed candidate requests from the onset on
    private record RunResult(boolean early, long failed) {}

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<List<String>> rows = new ArrayList<>();
        double atOnce = 0;
        double afterADay = 0;
        for (int healthy : new int[] {0, 600, 3_600, 86_400}) {
            double plain = mean(runs, healthy, false, new long[1]);
            long[] early = new long[1];
            double restarting = mean(runs, healthy, true, early);
            atOnce = healthy == 0 ? restarting : atOnce;
            afterADay = restarting;
            rows.add(List.of(
                    healthy / 60 + " min",
                    BenchmarkNumberFormatter.formatNumber(plain, "%.1f"),
                    BenchmarkNumberFormatter.formatNumber(restarting, "%.1f"),
                    early[0] + " of " + runs.count(RUNS)));
        }
        report.addText(
                "## Late onset\n\nFailed candidate requests from the moment on at which the candidate begins to fail"
                        + " five times as often as control, " + runs.count(RUNS) + " runs a row.\n\n"
                        + MarkdownTable.format(
                                List.of(
                                        "healthy before",
                                        "without restarts",
                                        "with restarts",
                                        "rolled back before onset"),
                                rows));
        return List.of(goal("at once", 11, atOnce), goal("after 24 healthy hours", 35, afterADay));
    }

    private static BenchmarkGoal goal(String when, double most, double measured) {
        return new BenchmarkGoal(
                "onset " + when + ": at most " + Math.round(most) + " failed candidate requests on average",
                BenchmarkNumberFormatter.formatNumber(measured, "%.1f"),
                measured <= most);
    }

    private static double mean(SimulationRuns runs, int healthy, boolean restarts, long[] early) {
        List<RunResult> seen = runs.run(RUNS, draws -> run(draws, healthy, restarts));
        early[0] = seen.stream().filter(RunResult::early).count();
        return seen.stream()
                .filter(one -> !one.early)
                .mapToLong(RunResult::failed)
                .average()
                .orElseThrow();
    }

    private static RunResult run(RandomDraws draws, int healthy, boolean restarts) {
        RatioGuard guard = restarts ? RatioGuard.restartingRollback(1, 0) : RatioGuard.rollback(1, 0);
        long failed = 0;
        for (int second = 0; ; second++) {
            if (restarts && second > 0 && second % RESTART_SECONDS == 0) {
                guard.mixture().restart();
            }
            long candidate = draws.poisson(CANDIDATE_FAILURES * (second < healthy ? 1 : SHIFT));
            guard.observe(SHARE, TrialCounts.ofFailures(draws.poisson(CONTROL_FAILURES), candidate));
            failed += second < healthy ? 0 : candidate;
            if (candidate > 0 && guard.mixture().logE() >= LOG_ENOUGH) {
                return new RunResult(second < healthy, failed);
            }
        }
    }
}
