// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import static dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter.number;
import static dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter.percent;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.stats.DetectionBound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// How long harm takes to be noticed, against the least that any test with this error level needs: 36 cells of
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

    /// @param bound least mean number of failed candidate requests
    /// @param plain exact mean without restarts
    /// @param restarting mean with restarts, by simulation
    /// @param removed the same if nothing overshot
    record DelayResult(
            double share, double base, double shift, double bound, double plain, double restarting, double removed) {}

    @Override
    public String name() {
        return "delay";
    }

    /// What the last run found.
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
        report.say(
                "## Delay against the bound\n\nFailed candidate requests until rollback, alpha 1 %, margin r = 1. The"
                        + " bound is the least mean of any test with this error level (Wald). Without restarts by dynamic"
                        + " programme, with restarts every 60 s at 1,000 requests/s by simulation, " + runs.count(RUNS)
                        + " runs a cell. Without overshoot: with restarts, and what exceeds 1/alpha given to the other"
                        + " outcome; the guard does not do this.\n\n" + MarkdownTable.of(HEAD, rows()));
        report.say("Without overshoot: " + measured(ratios(DelayResult::removed))
                + " times the bound (geometric mean, worst).");
        report.put("delay", cells);
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
        double bound = new DetectionBound(base, bad, share, ALPHA, 1, 0).failedCandidateRequests();
        return new DelayResult(
                share,
                base,
                shift,
                bound,
                failures * ofCandidate,
                mean(runs, draws -> byTheGuard(draws, assigned, rate, ofCandidate)),
                mean(runs, draws -> withoutOvershoot(draws, assigned, rate, ofCandidate)));
    }

    private static double mean(SimulationRuns runs, Function<RandomDraws, Long> failures) {
        return runs.of(RUNS, failures).stream()
                .mapToLong(Long::longValue)
                .average()
                .orElseThrow();
    }

    private static long byTheGuard(RandomDraws draws, CandidateShare assigned, double rate, double ofCandidate) {
        RatioGuard guard = RatioGuard.restartingRollback(1, 0);
        return failures(draws, rate, ofCandidate, guard.mixture()::restart, candidate -> {
            guard.observe(assigned, candidate ? TrialCounts.failures(0, 1) : TrialCounts.failures(1, 0));
            return guard.mixture().logE() >= -Math.log(ALPHA);
        });
    }

    private static long withoutOvershoot(RandomDraws draws, CandidateShare assigned, double rate, double ofCandidate) {
        var guard = new OvershootFreeGuard(assigned, 1 / ALPHA);
        return failures(draws, rate, ofCandidate, guard::restart, guard::failed);
    }

    /* Failed candidate requests until there is enough; failures of a request come at a rate. */
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
                        percent(cell.share),
                        percent(cell.base),
                        "x" + number(cell.shift, "%.1f"),
                        number(cell.bound, "%.1f"),
                        number(cell.plain, "%.1f"),
                        number(cell.plain / cell.bound, "%.2f"),
                        number(cell.restarting, "%.1f"),
                        number(cell.restarting / cell.bound, "%.2f"),
                        number(cell.removed, "%.1f"),
                        number(cell.removed / cell.bound, "%.2f")))
                .toList();
    }

    private static BenchmarkGoal goal(String which, double mean, double worst, double... ratios) {
        return new BenchmarkGoal(
                "delay " + which + ": at most " + mean + " times the bound (geometric mean), " + worst + " (worst)",
                measured(ratios),
                geometricMean(ratios) <= mean && Arrays.stream(ratios).max().orElseThrow() <= worst);
    }

    private static String measured(double... ratios) {
        return number(geometricMean(ratios), "%.3f") + ", "
                + number(Arrays.stream(ratios).max().orElseThrow(), "%.3f");
    }

    private static double geometricMean(double... ratios) {
        return Math.exp(Arrays.stream(ratios).map(Math::log).average().orElseThrow());
    }
}
