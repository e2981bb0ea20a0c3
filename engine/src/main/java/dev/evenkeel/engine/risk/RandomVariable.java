// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.rng.UniformRandomProvider;

/// A probability distribution of a number; a known number is a distribution too.
public sealed interface RandomVariable
        permits BetaValue,
                FixedValue,
                LognormalValue,
                UncertainExposureProbability,
                NormalValue,
                OverrunFactorDistribution,
                OccurrenceProbability {
    double mean();

    /// Returns a quantile.
    ///
    /// @param share 0 to 1
    double quantile(double share);

    /// Creates a sampler. Not thread-safe.
    Sampler createSampler(UniformRandomProvider random);

    /// An endless sequence of independent draws.
    @FunctionalInterface
    interface Sampler {
        /// Returns the next draw.
        double next();
    }
}
