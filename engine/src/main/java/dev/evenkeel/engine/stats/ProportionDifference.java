// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import java.util.Optional;

/// A difference of two proportions with its 95% interval.
///
/// Newcombe's hybrid score interval without continuity correction (Newcombe 1998, method 10), computed from
/// the intervals of the two proportions. Independent events, evaluated once; it does not explain the
/// difference.
///
/// @param difference -1 to 1
/// @param low -1 to the difference
/// @param high the difference to 1
public record ProportionDifference(double difference, double low, double high) {

    /// Returns the second minus the first; empty when either is 0 of 0.
    public static Optional<ProportionDifference> between(ObservedProportion first, ObservedProportion second) {
        if (first.total() == 0 || second.total() == 0) {
            return Optional.empty();
        }
        double difference = second.share() - first.share();
        return Optional.of(new ProportionDifference(
                difference,
                difference - Math.hypot(second.share() - second.low(), first.high() - first.share()),
                difference + Math.hypot(second.high() - second.share(), first.share() - first.low())));
    }
}
