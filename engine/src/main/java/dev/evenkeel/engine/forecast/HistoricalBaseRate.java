// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

/// How often something happened so far, as a belief: the mean of a beta law after so many events of
/// so many trials, which are taken as independent and alike.
///
/// @param events 0 to trials
/// @param trials 0 or more
/// @param prior what was believed before
public record HistoricalBaseRate(long events, long trials, Prior prior) {
    /// A beta law.
    ///
    /// @param name where it comes from
    /// @param alpha above 0
    /// @param beta above 0; alpha + beta is how many trials it is worth
    public record Prior(String name, double alpha, double beta) {
        /// Jeffreys' prior, which prefers no probability.
        public static final Prior JEFFREYS = new Prior("Jeffreys", 0.5, 0.5);

        /// That a change does not fail: mean 0.81, standard deviation 0.21.
        public static final Prior CHANGES_HOLD = new Prior("DORA 2025, all industries", 2.017, 0.473);

        public Prior {
            if (!(alpha > 0 && beta > 0)) {
                throw new IllegalArgumentException(
                        "a prior needs an alpha and a beta above 0, got " + alpha + " and " + beta);
            }
        }
    }

    public HistoricalBaseRate {
        if (events < 0 || events > trials) {
            throw new IllegalArgumentException("events must be 0 to trials, got " + events + " of " + trials);
        }
    }

    /// The belief under Jeffreys' prior.
    public static HistoricalBaseRate jeffreys(long events, long trials) {
        return new HistoricalBaseRate(events, trials, Prior.JEFFREYS);
    }

    /// Its mean, above 0 and below 1: `(events + alpha) / (trials + alpha + beta)`.
    public double mean() {
        return (events + prior.alpha) / (trials + prior.alpha + prior.beta);
    }
}
