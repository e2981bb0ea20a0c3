// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

/// The sensitivity of the choice to one number, with the others at their means.
///
/// @param quantity the number
/// @param low at its 10th percentile
/// @param high at its 90th percentile
public record QuantitySensitivity(Quantity quantity, End low, End high) {

    /// One end.
    ///
    /// @param value value of the number
    /// @param best name of the cheapest course there
    /// @param lead by how much the course that is best on average is cheaper than the cheapest other one;
    ///     below 0 where it is not
    public record End(double value, String best, double lead) {}

    /// Returns the change of the lead from one end to the other.
    public double width() {
        return Math.abs(high.lead() - low.lead());
    }

    /// Whether another course is best at one of the ends.
    public boolean changesBest() {
        return low.lead() < 0 || high.lead() < 0;
    }
}
