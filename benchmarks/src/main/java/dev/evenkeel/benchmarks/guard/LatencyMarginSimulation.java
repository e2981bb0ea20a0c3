// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;

/// A candidate exactly as slow as tolerated, one million requests at 5%: which latency guards raise a false
/// alarm.
///
/// @param name description
/// @param tolerated tolerated multiple of control's latency, and the candidate's slowdown
/// @param drift whether latencies grow threefold, with noise, in both variants
/// @param medianMicros control's initial median; at 20, bins are 1 µs wide, and only long calls can be slow
record LatencyMarginSimulation(String name, double tolerated, boolean drift, double medianMicros) {
    static final int TICKS = 200;
    static final int REQUESTS = 5_000;
    private static final CandidateShare SHARE = CandidateShare.assigned(0.05);
    private static final int RESTART_TICKS = 12;
    private static final double LOG_ENOUGH = Math.log(100);

    /// Returns which guards raised an alarm, in the order of [LatencyGuardSet#MEASURES].
    boolean[] run(RandomDraws draws) {
        var traffic = new LatencyTrafficGenerator(draws, SHARE, medianMicros, tolerated);
        var guards = new LatencyGuardSet(tolerated, true);
        ControlLatencyBaseline baseline =
                ControlLatencyBaseline.EMPTY.plus(traffic.before(LatencyDetectionRace.KNOWN_BEFORE));
        boolean[] accused = new boolean[LatencyGuardSet.MEASURES.size()];
        for (int number = 0; number < TICKS; number++) {
            if (number > 0 && number % RESTART_TICKS == 0) {
                guards.restart();
            }
            double scale = drift ? Math.exp(Math.log(3) * number / TICKS + 0.2 * draws.normal()) : 1;
            LatencyTrafficGenerator.Tick tick = traffic.next(REQUESTS, scale);
            guards.observeQuantiles(SHARE, baseline, tick);
            guards.observeRanks(SHARE, baseline.ranks(), tick);
            double[] logs = guards.logE();
            for (int measure = 0; measure < logs.length; measure++) {
                accused[measure] |= logs[measure] >= LOG_ENOUGH;
            }
            baseline = baseline.plus(tick.control());
        }
        return accused;
    }
}
