// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import dev.evenkeel.core.telemetry.LatencyBins;
import java.util.Map;

/// The distribution of control's recent latency, from which thresholds and ranks of the *next* tick are
/// taken.
///
/// A histogram over `LatencyBins` with exponential decay: all data before a tick weighs at most [#MEMORY]
/// trials, so a trial weighs 1/e after that number of further trials. Warm-up and busy hours thus lose their
/// weight quickly: at p99 the baseline rests on about 50 slow trials, and it is about 10 s old at 250 calls
/// per second. Any baseline from earlier data keeps the guards valid; one that matches the present keeps them
/// fast.
///
/// Immutable, thread-safe. Adding a tick and every query cost O(bins), about 2,560 steps.
public final class ControlLatencyBaseline {
    /// Maximum weight of all past data at the next tick, in trials.
    public static final double MEMORY = 2_500;

    /// A baseline without data.
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

    /// Restores a baseline from [#weights()] and [#trials()], bit for bit.
    public static ControlLatencyBaseline of(double[] weights, long trials) {
        if (weights.length != LatencyBins.COUNT || trials < 0) {
            throw new IllegalArgumentException("a latency baseline must have " + LatencyBins.COUNT
                    + " weights and zero or more trials, got " + weights.length + " weights and " + trials + " trials");
        }
        return new ControlLatencyBaseline(weights.clone(), trials);
    }

    /// Returns this baseline with more control trials.
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

    /// Returns the total number of control trials added.
    public long trials() {
        return trials;
    }

    /// Returns a copy of the decayed weights per bin.
    public double[] weights() {
        return weights.clone();
    }

    /// Returns the quantile, rounded up: the first bin at whose lower edge at least a share q of the baseline
    /// lies below.
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

    /// Returns the quantile, rounded down: the last bin at whose lower edge at most a share q of the baseline
    /// lies below.
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

    /// Returns the share of the baseline in a bin or above it, 0..1; 0 without data.
    public double exceedance(int bin) {
        double above = 0;
        for (int b = weights.length - 1; b >= bin; b--) {
            above += weights[b];
        }
        return total == 0 ? 0 : above / total;
    }

    /// Returns the rank of each bin: the share of the baseline below it plus half the share in it, 0..1,
    /// nondecreasing.
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
