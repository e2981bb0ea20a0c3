// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

/// What a single number does to the answer, the others at their means.
///
/// @param quantity the number
/// @param low at its tenth part from below
/// @param high at its tenth part from above
public record Sensitivity(Quantity quantity, End low, End high) {

    /// One end.
    ///
    /// @param value of the number
    /// @param best name of the cheapest course there
    /// @param lead by how much the course that is best on average is cheaper than the cheapest other;
    ///     below 0 where it is not
    public record End(double value, String best, double lead) {}

    /// By how much the lead changes from one end to the other.
    public double width() {
        return Math.abs(high.lead() - low.lead());
    }

    /// Whether the best course is another at one of the ends.
    public boolean turns() {
        return low.lead() < 0 || high.lead() < 0;
    }
}
