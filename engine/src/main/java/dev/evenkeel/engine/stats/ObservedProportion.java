// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

/// An observed proportion with its 95% interval.
///
/// The interval is Wilson's ([BinomialInterval#wilson]): independent events of one probability, evaluated
/// once. It is too narrow where events influence each other.
///
/// @param low 0 to 1; NaN for 0 of 0
/// @param high 0 to 1; NaN for 0 of 0
public record ObservedProportion(long count, long total, double low, double high) {
    private static final double LEVEL = 0.95;

    /// @param count 0 to total
    public static ObservedProportion of(long count, long total) {
        if (count < 0 || count > total) {
            throw new IllegalArgumentException("count must be 0 to total, got " + count + " of " + total);
        }
        if (total == 0) {
            return new ObservedProportion(0, 0, Double.NaN, Double.NaN);
        }
        BinomialInterval interval = BinomialInterval.wilson(count, total, LEVEL);
        return new ObservedProportion(count, total, interval.low(), interval.high());
    }

    /// Returns the observed share; NaN for 0 of 0.
    public double share() {
        return total == 0 ? Double.NaN : (double) count / total;
    }
}
