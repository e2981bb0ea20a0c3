// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.ExceedanceGuard;
import dev.evenkeel.core.stats.LogSumExp;
import dev.evenkeel.core.stats.RankGuard;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.guardrail.SlowLatencyBins;
import java.util.List;
import java.util.Map;

/// The latency guards on the same ticks: p50 and p95 centred, p99 as a ratio, and rank, as in the engine. Not
/// thread-safe.
final class LatencyGuardSet {
    static final List<String> MEASURES = List.of("p50", "p95", "p99", "mean of three", "rank");
    static final int RANK = 4;
    private static final int MEAN = 3;
    private static final double[] QUANTILES = {0.5, 0.95, 0.99};

    private final double tolerated;
    private final boolean restarts;
    private final ExceedanceGuard p50;
    private final ExceedanceGuard p95;
    private final RatioGuard p99;
    private final RankGuard rank;

    /// @param tolerated tolerated multiple of control's latency
    LatencyGuardSet(double tolerated, boolean restarts) {
        this.tolerated = tolerated;
        this.restarts = restarts;
        p50 = restarts ? ExceedanceGuard.restartingRollback() : ExceedanceGuard.rollback();
        p95 = restarts ? ExceedanceGuard.restartingRollback() : ExceedanceGuard.rollback();
        p99 = restarts ? RatioGuard.restartingRollback(1, 0) : RatioGuard.rollback(1, 0);
        rank = restarts ? RankGuard.restartingRollback() : RankGuard.rollback();
    }

    /// Starts additional evidence processes, if restarts are enabled.
    void restart() {
        if (restarts) {
            p50.mixture().restart();
            p95.mixture().restart();
            p99.mixture().restart();
            rank.mixture().restart();
        }
    }

    /// Adds a tick to the evidence about quantiles.
    ///
    /// @param baseline control's latencies in earlier ticks
    void observeQuantiles(CandidateShare share, ControlLatencyBaseline baseline, LatencyTrafficGenerator.Tick tick) {
        SlowLatencyBins median = SlowLatencyBins.forRollback(baseline, QUANTILES[0], tolerated);
        p50.observe(share, median.centre(), slow(tick, median));
        SlowLatencyBins high = SlowLatencyBins.forRollback(baseline, QUANTILES[1], tolerated);
        p95.observe(share, high.centre(), slow(tick, high));
        p99.observe(share, slow(tick, SlowLatencyBins.forRollback(baseline, QUANTILES[2], tolerated)));
    }

    /// Adds a tick to the evidence about ranks.
    void observeRanks(CandidateShare share, double[] ranks, LatencyTrafficGenerator.Tick tick) {
        tick.control().forEach((bin, requests) -> rank.observeControl(share, ranks[bin], requests));
        tick.candidate()
                .forEach((bin, requests) ->
                        rank.observeCandidate(share, ranks[SlowLatencyBins.toleratedBin(bin, tolerated)], requests));
    }

    /// Returns the logarithms of the evidence, in the order of [#MEASURES].
    double[] logE() {
        double[] logs = new double[MEASURES.size()];
        logs[0] = p50.mixture().logE();
        logs[1] = p95.mixture().logE();
        logs[2] = p99.mixture().logE();
        logs[MEAN] = LogSumExp.compute(new double[] {logs[0], logs[1], logs[2]}) - Math.log(QUANTILES.length);
        logs[RANK] = rank.mixture().logE();
        return logs;
    }

    private static TrialCounts slow(LatencyTrafficGenerator.Tick tick, SlowLatencyBins threshold) {
        return new TrialCounts(
                countFrom(tick.control(), 0),
                countFrom(tick.control(), threshold.controlBin()),
                countFrom(tick.candidate(), 0),
                countFrom(tick.candidate(), threshold.candidateBin()));
    }

    private static long countFrom(Map<Integer, Long> perBin, int first) {
        long sum = 0;
        for (Map.Entry<Integer, Long> bin : perBin.entrySet()) {
            sum += bin.getKey() >= first ? bin.getValue() : 0;
        }
        return sum;
    }
}
