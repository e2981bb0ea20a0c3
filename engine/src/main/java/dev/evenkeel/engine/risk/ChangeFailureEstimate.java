// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An estimate of the probability that a change fails, from a prior and a service's own history.
///
/// Assumes independent changes of one kind: ordinary deployments do not describe the migration of a core
/// system. The weight of a change halves every [#HALF_LIFE].
///
/// @param prior prior without history
/// @param failed failed changes, weighted by age
/// @param clean other changes, weighted by age
public record ChangeFailureEstimate(BetaValue prior, double failed, double clean) {
    /// Age at which a change counts half.
    public static final Duration HALF_LIFE = Duration.ofDays(180);

    /// Number of changes below which the interval is shown before the mean.
    public static final double MIN_SAMPLE = 20;

    private static final double NINETY = 0.9;

    /// A past change and its outcome.
    ///
    /// @param at when it was made
    /// @param failed whether it needed a rollback, a hotfix or a patch
    public record PastChangeOutcome(Instant at, boolean failed) {}

    /// A credible interval.
    public record Range(double low, double high) {}

    /// Estimates the rate from a history.
    ///
    /// @param asOf later changes are ignored
    public static ChangeFailureEstimate of(BetaValue prior, List<PastChangeOutcome> history, Instant asOf) {
        double failed = 0;
        double clean = 0;
        for (PastChangeOutcome change : history) {
            if (!change.at.isAfter(asOf)) {
                double weight = weightOf(Duration.between(change.at, asOf));
                failed += change.failed ? weight : 0;
                clean += change.failed ? 0 : weight;
            }
        }
        return new ChangeFailureEstimate(prior, failed, clean);
    }

    /// Returns the weight of a change of an age, 1 to 0.
    static double weightOf(Duration age) {
        return Math.pow(2, -(double) age.toSeconds() / HALF_LIFE.toSeconds());
    }

    /// Returns the posterior of prior and history.
    public BetaValue posterior() {
        return prior.update(failed, clean);
    }

    /// Returns the weight of the history, in changes.
    public double effectiveSampleSize() {
        return failed + clean;
    }

    /// Whether the history is so short that a mean alone would mislead.
    public boolean isSmallSample() {
        return effectiveSampleSize() < MIN_SAMPLE;
    }

    /// Returns the central 90% interval.
    public Range credibleInterval() {
        BetaValue betaValue = posterior();
        return new Range(betaValue.quantile((1 - NINETY) / 2), betaValue.quantile((1 + NINETY) / 2));
    }
}
