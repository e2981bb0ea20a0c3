// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.report.Table;
import dev.evenkeel.engine.stats.DetectionBound;
import dev.evenkeel.stats.RatioGuard;
import dev.evenkeel.stats.Share;
import dev.evenkeel.stats.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long harm takes to be noticed, against the least that any test with this error level needs: 36 cells of share,
/// control's failure rate and the candidate's multiple of it.
final class DelaySection implements Section {
    private static final double ALPHA = 0.01;
    private static final double REQUESTS_PER_SECOND = 1_000;
    private static final double RESTART_SECONDS = 60;
    private static final int RUNS = 2_000;
    private static final int LONGEST = 20_000;

    private final List<Cell> cells = new ArrayList<>();

    /// @param bound least mean number of failed candidate requests
    /// @param plain exact mean without restarts
    /// @param restarting mean with restarts, by simulation
    record Cell(double share, double base, double shift, double bound, double plain, double restarting) {}

    @Override
    public String name() {
        return "delay";
    }

    /// What the last run found.
    List<Cell> cells() {
        return cells;
    }

    @Override
    public List<Goal> run(Runs runs, Report report) {
        cells.clear();
        for (double share : new double[] {0.01, 0.05, 0.5}) {
            for (double shift : new double[] {1.5, 2, 5, 10}) {
                double failures = new FailureByFailure(1, share, ALPHA)
                        .run(shift, LONGEST, 1e-6)
                        .meanFailures();
                for (double base : new double[] {0.001, 0.005, 0.01}) {
                    cells.add(cell(runs, share, base, shift, failures));
                }
            }
        }
        report.say(
                "## Delay against the bound\n\nFailed candidate requests until rollback, alpha 1 %, margin r = 1. The"
                        + " bound is the least mean of any test with this error level (Wald). Without restarts by dynamic"
                        + " programme, with restarts every 60 s at 1,000 requests/s by simulation, " + runs.count(RUNS)
                        + " runs a cell.\n\n"
                        + Table.of(
                                List.of("share", "base", "shift", "bound", "plain", "ratio", "with restarts", "ratio"),
                                rows()));
        report.put("delay", cells);
        return List.of(
                goal(
                        "without restarts",
                        1.30,
                        1.42,
                        cells.stream()
                                .mapToDouble(cell -> cell.plain / cell.bound)
                                .toArray()),
                goal(
                        "with restarts",
                        1.40,
                        1.50,
                        cells.stream()
                                .mapToDouble(cell -> cell.restarting / cell.bound)
                                .toArray()));
    }

    private static Cell cell(Runs runs, double share, double base, double shift, double failures) {
        double bad = base * shift;
        double ofCandidate = share * bad / (share * bad + (1 - share) * base);
        double bound = new DetectionBound(base, bad, share, ALPHA, 1, 0).failedCandidateRequests();
        double mean = runs.of(RUNS, draws -> failuresUntilRollback(draws, share, base, bad)).stream()
                .mapToLong(Long::longValue)
                .average()
                .orElseThrow();
        return new Cell(share, base, shift, bound, failures * ofCandidate, mean);
    }

    private static long failuresUntilRollback(Draws draws, double share, double base, double bad) {
        RatioGuard guard = RatioGuard.restartingRollback(1, 0);
        Share assigned = Share.assigned(share);
        double rate = REQUESTS_PER_SECOND * (share * bad + (1 - share) * base);
        double theta = share * bad / (share * bad + (1 - share) * base);
        double second = 0;
        double restart = RESTART_SECONDS;
        long failed = 0;
        while (guard.mixture().logE() < -Math.log(ALPHA)) {
            second += draws.exponential() / rate;
            for (; second > restart; restart += RESTART_SECONDS) {
                guard.mixture().restart();
            }
            boolean candidate = draws.happens(theta);
            failed += candidate ? 1 : 0;
            guard.observe(assigned, candidate ? Trials.failures(0, 1) : Trials.failures(1, 0));
        }
        return failed;
    }

    private List<List<String>> rows() {
        return cells.stream()
                .map(cell -> List.of(
                        percent(cell.share),
                        percent(cell.base),
                        "x" + number(cell.shift, "%.1f"),
                        number(cell.bound, "%.1f"),
                        number(cell.plain, "%.1f"),
                        number(cell.plain / cell.bound, "%.2f"),
                        number(cell.restarting, "%.1f"),
                        number(cell.restarting / cell.bound, "%.2f")))
                .toList();
    }

    private static Goal goal(String which, double mean, double worst, double... ratios) {
        double logs = 0;
        double most = 0;
        for (double ratio : ratios) {
            logs += Math.log(ratio) / ratios.length;
            most = Math.max(most, ratio);
        }
        return new Goal(
                "delay " + which + ": at most " + mean + " times the bound (geometric mean), " + worst + " (worst)",
                number(Math.exp(logs), "%.3f") + ", " + number(most, "%.3f"),
                Math.exp(logs) <= mean && most <= worst);
    }

    static String percent(double share) {
        return number(100 * share, "%.3g") + " %";
    }

    static String number(double value, String format) {
        return String.format(Locale.ROOT, format, value);
    }
}
