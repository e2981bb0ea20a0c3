// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

/// A historical base rate: the mean of a beta distribution after events among trials, which are assumed to be
/// independent and alike.
///
/// @param events 0 to trials
/// @param trials 0 or more
/// @param prior prior distribution
public record HistoricalBaseRate(long events, long trials, Prior prior) {
    /// A beta distribution.
    ///
    /// @param name source
    /// @param alpha above 0
    /// @param beta above 0; alpha + beta is its weight in trials
    public record Prior(String name, double alpha, double beta) {
        /// Jeffreys' prior, which is uninformative.
        public static final Prior JEFFREYS = new Prior("Jeffreys", 0.5, 0.5);

        /// Prior for the success of a change: mean 0.81, standard deviation 0.21.
        public static final Prior CHANGES_HOLD = new Prior("DORA 2025, all industries", 2.017, 0.473);

        public Prior {
            if (!(alpha > 0 && beta > 0)) {
                throw new IllegalArgumentException(
                        "alpha and beta of the prior must be above 0, got " + alpha + " and " + beta);
            }
        }
    }

    public HistoricalBaseRate {
        if (events < 0 || events > trials) {
            throw new IllegalArgumentException("events must be 0 to trials, got " + events + " of " + trials);
        }
    }

    /// Creates a base rate with Jeffreys' prior.
    public static HistoricalBaseRate jeffreys(long events, long trials) {
        return new HistoricalBaseRate(events, trials, Prior.JEFFREYS);
    }

    /// Returns the mean, above 0 and below 1: `(events + alpha) / (trials + alpha + beta)`.
    public double mean() {
        return (events + prior.alpha) / (trials + prior.alpha + prior.beta);
    }
}
