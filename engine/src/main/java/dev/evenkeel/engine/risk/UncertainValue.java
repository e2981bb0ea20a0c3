// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.rng.UniformRandomProvider;

/// What is known of a number: how likely it is to lie where. A number that is known is a law too.
public sealed interface UncertainValue
        permits BetaValue,
                FixedValue,
                LognormalValue,
                ScaledOccurrenceProbability,
                NormalValue,
                OverrunValue,
                OccurrenceProbability {
    /// The mean.
    double mean();

    /// The number that is exceeded with the remaining chance.
    ///
    /// @param share 0 to 1
    double quantile(double share);

    /// Draws numbers of the law. Not thread-safe.
    Sampler draws(UniformRandomProvider random);

    /// An endless row of independent numbers of a law.
    @FunctionalInterface
    interface Sampler {
        /// The next.
        double next();
    }
}
