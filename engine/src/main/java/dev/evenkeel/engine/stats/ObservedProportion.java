// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

/// So many of so many, with the interval in which the true share lies, at 95 %.
///
/// The interval is Wilson's ([BinomialInterval#wilson]): independent events of one probability, read once. It
/// says less than it seems to where changes influence each other.
///
/// @param low 0 to 1; NaN of none
/// @param high 0 to 1; NaN of none
public record ObservedProportion(long some, long all, double low, double high) {
    private static final double LEVEL = 0.95;

    /// @param some 0 to all
    public static ObservedProportion of(long some, long all) {
        if (some < 0 || some > all) {
            throw new IllegalArgumentException(some + " of " + all + " is no share");
        }
        if (all == 0) {
            return new ObservedProportion(0, 0, Double.NaN, Double.NaN);
        }
        BinomialInterval interval = BinomialInterval.wilson(some, all, LEVEL);
        return new ObservedProportion(some, all, interval.low(), interval.high());
    }

    /// The share seen; NaN of none.
    public double share() {
        return all == 0 ? Double.NaN : (double) some / all;
    }
}
