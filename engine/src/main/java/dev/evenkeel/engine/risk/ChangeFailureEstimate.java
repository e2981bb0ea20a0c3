// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The chance that a change fails, from a service's own history and what was believed before it.
///
/// Changes are taken as independent, and as of one kind: ordinary deployments do not describe the move of a
/// core. Old ones count for less, half of it after [#HALF_LIFE].
///
/// @param prior what is believed without a history
/// @param failed changes that failed, each worth what its age leaves of it
/// @param clean the others, likewise
public record ChangeFailureEstimate(BetaValue prior, double failed, double clean) {
    /// After which a change counts half.
    public static final Duration HALF_LIFE = Duration.ofDays(180);

    /// Below so many changes the interval is shown before the mean.
    public static final double FEW = 20;

    private static final double NINETY = 0.9;

    /// A change of the past and how it turned out.
    ///
    /// @param at when it was carried out
    /// @param failed whether it needed a rollback, a hotfix or a patch
    public record Past(Instant at, boolean failed) {}

    /// A range with the given chance.
    public record Range(double low, double high) {}

    /// The rate that a history leads to.
    ///
    /// @param asOf changes after that do not count
    public static ChangeFailureEstimate of(BetaValue prior, List<Past> history, Instant asOf) {
        double failed = 0;
        double clean = 0;
        for (Past change : history) {
            if (!change.at.isAfter(asOf)) {
                double weight = weight(Duration.between(change.at, asOf));
                failed += change.failed ? weight : 0;
                clean += change.failed ? 0 : weight;
            }
        }
        return new ChangeFailureEstimate(prior, failed, clean);
    }

    /// What a change of that age counts for, 1 to 0.
    static double weight(Duration age) {
        return Math.pow(2, -(double) age.toSeconds() / HALF_LIFE.toSeconds());
    }

    /// What is known with both.
    public BetaValue posterior() {
        return prior.after(failed, clean);
    }

    /// How many changes the own history is worth.
    public double sample() {
        return failed + clean;
    }

    /// Whether the own history is so short that a mean alone would mislead.
    public boolean isThin() {
        return sample() < FEW;
    }

    /// The central range with a chance of 90 %.
    public Range range() {
        BetaValue law = posterior();
        return new Range(law.quantile((1 - NINETY) / 2), law.quantile((1 + NINETY) / 2));
    }
}
