// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import static dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter.formatNumber;
import static dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter.formatPercent;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.stats.DetectionSampleLowerBound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// The detection delay of harm, compared with the lower bound of any test with this error level: 36 cells of
/// share, control's failure rate and the candidate's multiple of it.
final class DetectionDelaySection implements BenchmarkSection {
    private static final double ALPHA = 0.01;
    private static final double REQUESTS_PER_SECOND = 1_000;
    private static final double RESTART_SECONDS = 60;
    private static final int RUNS = 2_000;
    private static final int LONGEST = 20_000;

    private static final List<String> HEAD = List.of(
            "share",
            "base",
            "shift",
            "bound",
            "plain",
            "ratio",
            "with restarts",
            "ratio",
            "without overshoot",
            "ratio");

    private final List<DelayResult> cells = new ArrayList<>();

    /// @param bound smallest mean number of failed candidate requests
    /// @param plain exact mean without restarts
    /// @param restarting simulated mean with restarts
    /// @param removed simulated mean with restarts and without overshoot
    record DelayResult(
            double share, double base, double shift, double bound, double plain, double restarting, double removed) {}

    @Override
    public String name() {
        return "delay";
    }

    /// Returns the results of the last run.
    List<DelayResult> cells() {
        return cells;
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        cells.clear();
        for (double share : new double[] {0.01, 0.05, 0.5}) {
            for (double shift : new double[] {1.5, 2, 5, 10}) {
                double failures = new ExactRatioGuardModel(1, share, ALPHA)
                        .run(shift, LONGEST, 1e-6)
                        .meanFailures();
                for (double base : new double[] {0.001, 0.005, 0.01}) {
                    cells.add(cell(runs, share, base, shift, failures));
                }
            }
        }
        report.addText(
                "## Delay against the bound\n\nFailed candidate requests until rollback, alpha 1%, margin r = 1. The"
                        + " bound is the least mean of any test with this error level (Wald). Without restarts by dynamic"
                        + " programme, with restarts every 60 s at 1,000 requests/s by simulation, " + runs.count(RUNS)
                        + " runs a cell. Without overshoot: with restarts, and what exceeds 1/alpha given to the other"
                        + " outcome; the guard does not do this.\n\n" + MarkdownTable.format(HEAD, rows()));
        report.addText("Without overshoot: " + measured(ratios(DelayResult::removed))
                + " times the bound (geometric mean, worst).");
        report.addValue("delay", cells);
        return List.of(
                goal("without restarts", 1.30, 1.42, ratios(DelayResult::plain)),
                goal("with restarts", 1.40, 1.50, ratios(DelayResult::restarting)));
    }

    private double[] ratios(ToDoubleFunction<DelayResult> mean) {
        return cells.stream()
                .mapToDouble(cell -> mean.applyAsDouble(cell) / cell.bound)
                .toArray();
    }

    private static DelayResult cell(SimulationRuns runs, double share, double base, double shift, double failures) {
        double bad = base * shift;
        double rate = share * bad + (1 - share) * base;
        double ofCandidate = share * bad / rate;
        CandidateShare assigned = CandidateShare.assigned(share);
        double bound = new DetectionSampleLowerBound(base, bad, share, ALPHA, 1, 0).failedCandidateRequests();
        return new DelayResult(
                share,
                base,
                shift,
                bound,
                failures * ofCandidate,
                mean(runs, draws -> simulateGuard(draws, assigned, rate, ofCandidate)),
                mean(runs, draws -> simulateWithoutOvershoot(draws, assigned, rate, ofCandidate)));
    }

    private static double mean(SimulationRuns runs, Function<RandomDraws, Long> failures) {
        return runs.run(RUNS, failures).stream()
                .mapToLong(Long::longValue)
                .average()
                .orElseThrow();
    }

    private static long simulateGuard(RandomDraws draws, CandidateShare share, double rate, double ofCandidate) {
        RatioGuard guard = RatioGuard.restartingRollback(1, 0);
        return failures(draws, rate, ofCandidate, guard.mixture()::restart, candidate -> {
            guard.observe(share, candidate ? TrialCounts.ofFailures(0, 1) : TrialCounts.ofFailures(1, 0));
            return guard.mixture().logE() >= -Math.log(ALPHA);
        });
    }

    private static long simulateWithoutOvershoot(
            RandomDraws draws, CandidateShare share, double rate, double ofCandidate) {
        var guard = new OvershootFreeGuard(share, 1 / ALPHA);
        return failures(draws, rate, ofCandidate, guard::restart, guard::observeFailure);
    }

    /* Failed candidate requests until there is enough evidence; failures arrive at a rate per request. */
    private static long failures(
            RandomDraws draws, double rate, double ofCandidate, Runnable restarting, Predicate<Boolean> enough) {
        double second = 0;
        double restart = RESTART_SECONDS;
        long failed = 0;
        boolean stopped = false;
        while (!stopped) {
            second += draws.exponential() / (REQUESTS_PER_SECOND * rate);
            for (; second > restart; restart += RESTART_SECONDS) {
                restarting.run();
            }
            boolean candidate = draws.happens(ofCandidate);
            failed += candidate ? 1 : 0;
            stopped = enough.test(candidate);
        }
        return failed;
    }

    private List<List<String>> rows() {
        return cells.stream()
                .map(cell -> List.of(
                        formatPercent(cell.share),
                        formatPercent(cell.base),
                        "x" + formatNumber(cell.shift, "%.1f"),
                        formatNumber(cell.bound, "%.1f"),
                        formatNumber(cell.plain, "%.1f"),
                        formatNumber(cell.plain / cell.bound, "%.2f"),
                        formatNumber(cell.restarting, "%.1f"),
                        formatNumber(cell.restarting / cell.bound, "%.2f"),
                        formatNumber(cell.removed, "%.1f"),
                        formatNumber(cell.removed / cell.bound, "%.2f")))
                .toList();
    }

    private static BenchmarkGoal goal(String which, double mean, double worst, double... ratios) {
        return new BenchmarkGoal(
                "delay " + which + ": at most " + mean + " times the bound (geometric mean), " + worst + " (worst)",
                measured(ratios),
                geometricMean(ratios) <= mean && Arrays.stream(ratios).max().orElseThrow() <= worst);
    }

    private static String measured(double... ratios) {
        return formatNumber(geometricMean(ratios), "%.3f") + ", "
                + formatNumber(Arrays.stream(ratios).max().orElseThrow(), "%.3f");
    }

    private static double geometricMean(double... ratios) {
        return Math.exp(Arrays.stream(ratios).map(Math::log).average().orElseThrow());
    }
}
