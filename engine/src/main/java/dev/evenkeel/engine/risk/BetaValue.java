// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;

/// A beta distribution of a probability or a share, usable as counts: alpha events and beta others, observed
/// or assumed.
///
/// @param alpha above 0
/// @param beta above 0
public record BetaValue(double alpha, double beta) implements RandomVariable {
    private static final double MOST_WEIGHT = 1e9;

    public BetaValue {
        if (!(alpha > 0 && beta > 0) || !Double.isFinite(alpha + beta)) {
            throw new IllegalArgumentException("alpha and beta must be above 0, got " + alpha + " and " + beta);
        }
    }

    /// Creates a distribution with a mean and a weight in trials.
    ///
    /// @param mean above 0 and below 1
    /// @param weight trials, above 0 and at most a billion: quantiles of more take long or cannot be computed
    public static BetaValue of(double mean, double weight) {
        if (weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("worth must be at most a billion trials, got " + weight);
        }
        return new BetaValue(mean * weight, (1 - mean) * weight);
    }

    /// Returns the posterior after more trials (conjugate update of binomial counts).
    ///
    /// @param events 0 or more, fractional for trials with reduced weight
    /// @param others 0 or more
    public BetaValue update(double events, double others) {
        return new BetaValue(alpha + events, beta + others);
    }

    /// Returns the weight in trials.
    public double weight() {
        return alpha + beta;
    }

    @Override
    public double mean() {
        return alpha / (alpha + beta);
    }

    @Override
    public double quantile(double share) {
        return BetaDistribution.of(alpha, beta).inverseCumulativeProbability(share);
    }

    @Override
    public Sampler createSampler(UniformRandomProvider random) {
        ContinuousDistribution.Sampler sampler =
                BetaDistribution.of(alpha, beta).createSampler(random);
        return sampler::sample;
    }
}
