// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.telemetry.LatencyBins;

/// From which latency bin on a trial counts as slow, in each variant; fixed before the tick it is used for.
///
/// Thresholds lie on bin edges, rounded against the claim that the evidence makes: up for rollback, down for
/// advance.
///
/// A call of the candidate that is shorter than [#NEVER_SLOW_MICROS] never counts as slow. No user notices it,
/// and a candidate that is the same as control has such calls: its code runs less often, so it is compiled
/// later.
///
/// @param controlBin first slow bin in control, at control's quantile
/// @param candidateBin first slow bin in the candidate, at the ratio times that
/// @param centre expected share of slow trials, 0.01..0.99
public record LatencyThreshold(int controlBin, int candidateBin, double centre) {
    /// Shortest call of the candidate that can be slow, in microseconds.
    public static final long NEVER_SLOW_MICROS = 100;

    private static final double LEAST_CENTRE = 0.01;

    /// For evidence that the candidate is slower.
    ///
    /// @param quantile above 0 and below 1
    /// @param ratio how many times control's latency is tolerated
    public static LatencyThreshold forRollback(ControlLatencyBaseline reference, double quantile, double ratio) {
        int bin = reference.binAbove(quantile);
        return at(reference, bin, firstBinFrom(tolerated(bin, ratio)));
    }

    /// For evidence that the candidate is not slower.
    ///
    /// @param quantile above 0 and below 1
    /// @param ratio below how many times control's latency the candidate is to be shown
    public static LatencyThreshold forAdvance(ControlLatencyBaseline reference, double quantile, double ratio) {
        int bin = reference.binBelow(quantile);
        return at(reference, bin, LatencyBins.binOf((long) tolerated(bin, ratio)));
    }

    /// The bin in which a candidate's latency would lie without the tolerated slowdown, rounded down: for
    /// ranks.
    ///
    /// @param ratio how many times control's latency is tolerated
    public static int forgiven(int bin, double ratio) {
        long micros = LatencyBins.lowerEdgeMicros(bin);
        return micros < NEVER_SLOW_MICROS ? 0 : LatencyBins.binOf((long) (micros / ratio));
    }

    private static double tolerated(int controlBin, double ratio) {
        return Math.max(ratio * LatencyBins.lowerEdgeMicros(controlBin), NEVER_SLOW_MICROS);
    }

    private static LatencyThreshold at(ControlLatencyBaseline reference, int controlBin, int candidateBin) {
        double expected = reference.exceedance(controlBin);
        return new LatencyThreshold(
                controlBin, candidateBin, Math.min(Math.max(expected, LEAST_CENTRE), 1 - LEAST_CENTRE));
    }

    /* The first bin whose lower edge is not below a latency; COUNT when every bin's is. */
    private static int firstBinFrom(double micros) {
        if (micros > LatencyBins.MAX_MICROS) {
            return LatencyBins.COUNT;
        }
        long whole = (long) Math.ceil(micros);
        int bin = LatencyBins.binOf(whole);
        return LatencyBins.lowerEdgeMicros(bin) < whole ? bin + 1 : bin;
    }
}
