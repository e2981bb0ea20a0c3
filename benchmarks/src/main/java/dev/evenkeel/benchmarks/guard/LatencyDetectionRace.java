// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A slower candidate on 1,000 requests a second, in ticks of a second: after how many candidate requests each
/// guard of latency notices.
///
/// @param share assigned share
/// @param slowdown the candidate's latencies over control's
record LatencyDetectionRace(CandidateShare share, double slowdown) {
    /// Without restarts; with restarts; with restarts and a quarter of the weight kept for chapters to come, as
    /// the engine keeps a rollout's first chapter.
    static final List<String> KEEPINGS = List.of("without restarts", "with restarts", "in chapters");

    static final int REQUESTS = 1_000;
    static final int KNOWN_BEFORE = 10_000;
    static final double MEDIAN_MICROS = 20_000;
    private static final int HORIZON = 12_000;
    private static final int RESTART_SECONDS = 60;
    private static final double LOG_ENOUGH = Math.log(100);
    private static final double LOG_ENOUGH_IN_FIRST_CHAPTER = Math.log(133);

    /// @param after candidate requests until the alarm by keeping and measure, the tick of the alarm included;
    ///     those until the horizon where there was none
    /// @param alarmed whether there was one
    @SuppressWarnings("ArrayRecordComponent")
    record DetectionCounts(long[][] after, boolean[][] alarmed) {
        private void note(int keeping, long candidates, double[] logs, double enough) {
            for (int measure = 0; measure < logs.length; measure++) {
                after[keeping][measure] += alarmed[keeping][measure] ? 0 : candidates;
                alarmed[keeping][measure] |= logs[measure] >= enough;
            }
        }

        private boolean byRank() {
            return Arrays.stream(alarmed).allMatch(measures -> measures[LatencyGuardSet.RANK]);
        }

        private boolean byAll() {
            return Arrays.stream(alarmed)
                    .allMatch(measures -> IntStream.range(0, measures.length).allMatch(measure -> measures[measure]));
        }
    }

    DetectionCounts run(RandomDraws draws) {
        var traffic = new LatencyTrafficGenerator(draws, share, MEDIAN_MICROS, slowdown);
        var plain = new LatencyGuardSet(1, false);
        var restarting = new LatencyGuardSet(1, true);
        ControlLatencyBaseline reference = ControlLatencyBaseline.EMPTY.plus(traffic.before(KNOWN_BEFORE));
        var noticed = new DetectionCounts(
                new long[KEEPINGS.size()][LatencyGuardSet.MEASURES.size()],
                new boolean[KEEPINGS.size()][LatencyGuardSet.MEASURES.size()]);
        for (int second = 0; second < HORIZON && !noticed.byAll(); second++) {
            if (second > 0 && second % RESTART_SECONDS == 0) {
                restarting.restart();
            }
            LatencyTrafficGenerator.Tick tick = traffic.next(REQUESTS, 1);
            plain.quantiles(share, reference, tick);
            restarting.quantiles(share, reference, tick);
            if (!noticed.byRank()) {
                double[] ranks = reference.ranks();
                plain.ranks(share, ranks, tick);
                restarting.ranks(share, ranks, tick);
            }
            noticed.note(0, tick.candidates(), plain.logE(), LOG_ENOUGH);
            noticed.note(1, tick.candidates(), restarting.logE(), LOG_ENOUGH);
            noticed.note(2, tick.candidates(), restarting.logE(), LOG_ENOUGH_IN_FIRST_CHAPTER);
            reference = reference.plus(tick.control());
        }
        return noticed;
    }
}
