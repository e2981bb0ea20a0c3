// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

/// So many of so many, with the interval in which the true share lies, at 95 %.
///
/// Wilson's score interval without continuity correction (Wilson 1927): independent events of one probability, read
/// once. It says less than it seems to where changes influence each other.
///
/// @param low 0 to 1; NaN of none
/// @param high 0 to 1; NaN of none
public record Proportion(long some, long all, double low, double high) {
    private static final double Z = 1.959963984540054;

    /// @param some 0 to all
    public static Proportion of(long some, long all) {
        if (some < 0 || some > all) {
            throw new IllegalArgumentException(some + " of " + all + " is no share");
        }
        if (all == 0) {
            return new Proportion(0, 0, Double.NaN, Double.NaN);
        }
        double share = (double) some / all;
        double squared = Z * Z / all;
        double centre = share + squared / 2;
        double half = Z * Math.sqrt((share * (1 - share) + squared / 4) / all);
        double low = some == 0 ? 0 : (centre - half) / (1 + squared);
        double high = some == all ? 1 : (centre + half) / (1 + squared);
        return new Proportion(some, all, low, high);
    }

    /// The share seen; NaN of none.
    public double share() {
        return all == 0 ? Double.NaN : (double) some / all;
    }
}
