// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import java.util.Optional;

/// How much greater one share is than another, with an interval at 95 %.
///
/// Newcombe's hybrid score interval without continuity correction (Newcombe 1998, method 10), made of
/// the two shares' own. Independent events, read once; it does not say why they differ.
///
/// @param difference -1 to 1
/// @param low -1 to the difference
/// @param high the difference to 1
public record ProportionDifference(double difference, double low, double high) {

    /// The second less the first; empty when one of them is of none.
    public static Optional<ProportionDifference> between(ObservedProportion first, ObservedProportion second) {
        if (first.all() == 0 || second.all() == 0) {
            return Optional.empty();
        }
        double difference = second.share() - first.share();
        return Optional.of(new ProportionDifference(
                difference,
                difference - Math.hypot(second.share() - second.low(), first.high() - first.share()),
                difference + Math.hypot(second.high() - second.share(), first.share() - first.low())));
    }
}
