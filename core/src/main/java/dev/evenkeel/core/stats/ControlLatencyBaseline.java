// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import dev.evenkeel.core.telemetry.LatencyBins;
import java.util.Map;

/// What control's latency looked like so far: the yardstick from which thresholds and ranks of the *next* tick
/// are read.
///
/// A histogram over `LatencyBins` in which old trials fade: whatever came before a tick weighs no more than
/// [#MEMORY] trials beside it, so after as many further trials a trial weighs 1/e. A service that warms up, or
/// a busy hour, is forgotten soon: at p99 the yardstick rests on about 50 slow trials, and it is about 10 s old
/// at 250 calls a second. Any yardstick made of earlier data keeps the guards valid; one that fits the present
/// keeps them fast.
///
/// Immutable, thread-safe. Adding a tick and every question cost O(bins), about 2,560 steps.
public final class ControlLatencyBaseline {
    /// The most that all the past weighs beside the next tick, in trials.
    public static final double MEMORY = 2_500;

    /// Nothing known.
    public static final ControlLatencyBaseline EMPTY = new ControlLatencyBaseline(new double[LatencyBins.COUNT], 0);

    private final double[] weights;
    private final long trials;
    private final double total;

    private ControlLatencyBaseline(double[] weights, long trials) {
        this.weights = weights;
        this.trials = trials;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        this.total = sum;
    }

    /// A reference that [#weights()] and [#trials()] described, the same to the last bit.
    public static ControlLatencyBaseline of(double[] weights, long trials) {
        if (weights.length != LatencyBins.COUNT || trials < 0) {
            throw new IllegalArgumentException("a latency reference has " + LatencyBins.COUNT
                    + " weights and zero or more trials, got " + weights.length + " weights and " + trials + " trials");
        }
        return new ControlLatencyBaseline(weights.clone(), trials);
    }

    /// This reference with more control trials.
    ///
    /// @param perBin trials per latency bin
    public ControlLatencyBaseline plus(Map<Integer, Long> perBin) {
        long added = 0;
        for (long count : perBin.values()) {
            added += count;
        }
        if (added == 0) {
            return this;
        }
        double[] next = weights.clone();
        double kept = Math.min(1, MEMORY / total);
        for (int bin = 0; bin < next.length; bin++) {
            next[bin] *= kept;
        }
        perBin.forEach((bin, count) -> next[bin] += count);
        return new ControlLatencyBaseline(next, trials + added);
    }

    /// Control trials ever taken in.
    public long trials() {
        return trials;
    }

    /// Faded weight per bin, a copy.
    public double[] weights() {
        return weights.clone();
    }

    /// The first bin at whose lower edge at least a share q of the reference lies below: the quantile, rounded
    /// up.
    ///
    /// @param q 0..1
    /// @return 0..`LatencyBins.COUNT`
    public int binAbove(double q) {
        double below = 0;
        int bin = 0;
        while (bin < weights.length && below < q * total) {
            below += weights[bin++];
        }
        return bin;
    }

    /// The last bin at whose lower edge at most a share q of the reference lies below: the quantile, rounded
    /// down.
    ///
    /// @param q 0..1
    /// @return 0..`LatencyBins.COUNT`
    public int binBelow(double q) {
        double below = 0;
        int bin = 0;
        while (bin < weights.length && below + weights[bin] <= q * total) {
            below += weights[bin++];
        }
        return bin;
    }

    /// The share of the reference in a bin or above it, 0..1; 0 when nothing is known.
    public double exceedance(int bin) {
        double above = 0;
        for (int b = weights.length - 1; b >= bin; b--) {
            above += weights[b];
        }
        return total == 0 ? 0 : above / total;
    }

    /// The rank of each bin: the share of the reference below it plus half the share in it, 0..1, never
    /// decreasing.
    public double[] ranks() {
        double[] ranks = new double[weights.length];
        double below = 0;
        for (int bin = 0; bin < weights.length; bin++) {
            ranks[bin] = Math.min(1, (below + weights[bin] / 2) / total);
            below += weights[bin];
        }
        return ranks;
    }
}
