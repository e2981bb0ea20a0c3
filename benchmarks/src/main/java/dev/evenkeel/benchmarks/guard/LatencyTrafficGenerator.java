// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.telemetry.LatencyBins;
import java.util.HashMap;
import java.util.Map;

/// Generator of latencies by tick: log-normal with sigma 1, the candidate's multiplied by a factor. Not
/// thread-safe.
final class LatencyTrafficGenerator {
    private final RandomDraws draws;
    private final CandidateShare share;
    private final double medianMicros;
    private final double slowdown;

    /// Requests per latency bin, in each variant.
    record Tick(Map<Integer, Long> control, Map<Integer, Long> candidate, long candidates) {}

    /// @param medianMicros control's median
    /// @param slowdown ratio of the candidate's latencies to control's
    LatencyTrafficGenerator(RandomDraws draws, CandidateShare share, double medianMicros, double slowdown) {
        this.draws = draws;
        this.share = share;
        this.medianMicros = medianMicros;
        this.slowdown = slowdown;
    }

    /// @param scale factor on all latencies of this tick
    Tick next(int requests, double scale) {
        long candidates = draws.binomial(requests, share.candidate());
        return new Tick(
                perBin(requests - candidates, scale * medianMicros),
                perBin(candidates, scale * slowdown * medianMicros),
                candidates);
    }

    /// Returns control's requests from before a rollout.
    Map<Integer, Long> before(int requests) {
        return perBin(requests, medianMicros);
    }

    private Map<Integer, Long> perBin(long requests, double median) {
        long[] counts = new long[LatencyBins.COUNT];
        for (long i = 0; i < requests; i++) {
            counts[LatencyBins.binOf((long) (median * Math.exp(draws.normal())))]++;
        }
        Map<Integer, Long> perBin = new HashMap<>();
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                perBin.put(bin, counts[bin]);
            }
        }
        return perBin;
    }
}
