// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.telemetry.LatencyBins;

/// The latency bin from which a trial counts as slow, for each variant; fixed before the tick to which it
/// applies.
///
/// Thresholds lie on bin edges, rounded against the claim that the evidence makes: up for rollback, down for
/// advance.
///
/// A candidate call shorter than [#NEVER_SLOW_MICROS] never counts as slow. Users do not notice it, and a
/// candidate equal to control has such calls: its code runs less often, so it is compiled later.
///
/// @param controlBin first slow bin of control, at control's quantile
/// @param candidateBin first slow bin of the candidate, at the ratio times that quantile
/// @param centre expected share of slow trials, 0.01..0.99
public record SlowLatencyBins(int controlBin, int candidateBin, double centre) {
    /// Minimum duration of a slow candidate call, in microseconds.
    public static final long NEVER_SLOW_MICROS = 100;

    private static final double LEAST_CENTRE = 0.01;

    /// Returns the threshold for evidence that the candidate is slower.
    ///
    /// @param quantile above 0 and below 1
    /// @param ratio tolerated factor on control's latency
    public static SlowLatencyBins forRollback(ControlLatencyBaseline baseline, double quantile, double ratio) {
        int bin = baseline.binAbove(quantile);
        return at(baseline, bin, firstBinFrom(tolerated(bin, ratio)));
    }

    /// Returns the threshold for evidence that the candidate is not slower.
    ///
    /// @param quantile above 0 and below 1
    /// @param ratio factor on control's latency below which the candidate is to be shown
    public static SlowLatencyBins forAdvance(ControlLatencyBaseline baseline, double quantile, double ratio) {
        int bin = baseline.binBelow(quantile);
        return at(baseline, bin, LatencyBins.binOf((long) tolerated(bin, ratio)));
    }

    /// Returns the bin of a candidate's latency divided by the tolerated ratio, rounded down; used for ranks.
    ///
    /// @param ratio tolerated factor on control's latency
    public static int toleratedBin(int bin, double ratio) {
        long micros = LatencyBins.lowerEdgeMicros(bin);
        return micros < NEVER_SLOW_MICROS ? 0 : LatencyBins.binOf((long) (micros / ratio));
    }

    private static double tolerated(int controlBin, double ratio) {
        return Math.max(ratio * LatencyBins.lowerEdgeMicros(controlBin), NEVER_SLOW_MICROS);
    }

    private static SlowLatencyBins at(ControlLatencyBaseline baseline, int controlBin, int candidateBin) {
        double expected = baseline.exceedance(controlBin);
        return new SlowLatencyBins(
                controlBin, candidateBin, Math.min(Math.max(expected, LEAST_CENTRE), 1 - LEAST_CENTRE));
    }

    /* Returns the first bin whose lower edge is at or above a latency; COUNT when there is none. */
    private static int firstBinFrom(double micros) {
        if (micros > LatencyBins.MAX_MICROS) {
            return LatencyBins.COUNT;
        }
        long whole = (long) Math.ceil(micros);
        int bin = LatencyBins.binOf(whole);
        return LatencyBins.lowerEdgeMicros(bin) < whole ? bin + 1 : bin;
    }
}
