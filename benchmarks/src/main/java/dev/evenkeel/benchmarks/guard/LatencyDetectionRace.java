// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A comparison of latency guards on one slow candidate, with 1,000 requests a second in ticks of a second:
/// the number of candidate requests until each guard detects it.
///
/// @param share assigned share
/// @param slowdown ratio of the candidate's latencies to control's
record LatencyDetectionRace(CandidateShare share, double slowdown) {
    /// Without restarts; with restarts; with restarts and a quarter of the weight reserved for later
    /// chapters, as in a rollout's first chapter in the engine.
    static final List<String> RESTART_MODES = List.of("without restarts", "with restarts", "in chapters");

    static final int REQUESTS = 1_000;
    static final int KNOWN_BEFORE = 10_000;
    static final double MEDIAN_MICROS = 20_000;
    private static final int HORIZON = 12_000;
    private static final int RESTART_SECONDS = 60;
    private static final double LOG_ENOUGH = Math.log(100);
    private static final double LOG_ENOUGH_IN_FIRST_CHAPTER = Math.log(133);

    /// @param after candidate requests until the alarm, by restart mode and measure, including the tick of
    ///     the alarm; those until the horizon without an alarm
    /// @param alarmed whether there was an alarm
    @SuppressWarnings("ArrayRecordComponent")
    record DetectionCounts(long[][] after, boolean[][] alarmed) {
        private void record(int keeping, long candidates, double[] logs, double enough) {
            for (int measure = 0; measure < logs.length; measure++) {
                after[keeping][measure] += alarmed[keeping][measure] ? 0 : candidates;
                alarmed[keeping][measure] |= logs[measure] >= enough;
            }
        }

        private boolean isDetectedByRank() {
            return Arrays.stream(alarmed).allMatch(measures -> measures[LatencyGuardSet.RANK]);
        }

        private boolean isDetectedByAll() {
            return Arrays.stream(alarmed)
                    .allMatch(measures -> IntStream.range(0, measures.length).allMatch(measure -> measures[measure]));
        }
    }

    DetectionCounts run(RandomDraws draws) {
        var traffic = new LatencyTrafficGenerator(draws, share, MEDIAN_MICROS, slowdown);
        var plain = new LatencyGuardSet(1, false);
        var restarting = new LatencyGuardSet(1, true);
        ControlLatencyBaseline baseline = ControlLatencyBaseline.EMPTY.plus(traffic.before(KNOWN_BEFORE));
        var noticed = new DetectionCounts(
                new long[RESTART_MODES.size()][LatencyGuardSet.MEASURES.size()],
                new boolean[RESTART_MODES.size()][LatencyGuardSet.MEASURES.size()]);
        for (int second = 0; second < HORIZON && !noticed.isDetectedByAll(); second++) {
            if (second > 0 && second % RESTART_SECONDS == 0) {
                restarting.restart();
            }
            LatencyTrafficGenerator.Tick tick = traffic.next(REQUESTS, 1);
            plain.observeQuantiles(share, baseline, tick);
            restarting.observeQuantiles(share, baseline, tick);
            if (!noticed.isDetectedByRank()) {
                double[] ranks = baseline.ranks();
                plain.observeRanks(share, ranks, tick);
                restarting.observeRanks(share, ranks, tick);
            }
            noticed.record(0, tick.candidates(), plain.logE(), LOG_ENOUGH);
            noticed.record(1, tick.candidates(), restarting.logE(), LOG_ENOUGH);
            noticed.record(2, tick.candidates(), restarting.logE(), LOG_ENOUGH_IN_FIRST_CHAPTER);
            baseline = baseline.plus(tick.control());
        }
        return noticed;
    }
}
