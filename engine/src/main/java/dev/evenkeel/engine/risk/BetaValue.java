// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;

/// A beta law of a probability or a share, which also counts: alpha events and beta others, seen or believed.
///
/// @param alpha above 0
/// @param beta above 0
public record BetaValue(double alpha, double beta) implements UncertainValue {
    private static final double MOST_WEIGHT = 1e9;

    public BetaValue {
        if (!(alpha > 0 && beta > 0) || !Double.isFinite(alpha + beta)) {
            throw new IllegalArgumentException("a beta law needs numbers above 0, got " + alpha + " and " + beta);
        }
    }

    /// The law of a mean that is worth so many trials.
    ///
    /// @param mean above 0 and below 1
    /// @param weight trials, above 0 and at most a billion: quantiles of more take long or cannot be found
    public static BetaValue of(double mean, double weight) {
        if (weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("a share is worth a billion trials at most, got " + weight);
        }
        return new BetaValue(mean * weight, (1 - mean) * weight);
    }

    /// What is known once more trials were seen (the conjugate update of binomial counts).
    ///
    /// @param events 0 or more, fractions for trials that count for less
    /// @param others 0 or more
    public BetaValue after(double events, double others) {
        return new BetaValue(alpha + events, beta + others);
    }

    /// How many trials the law is worth.
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
    public Sampler draws(UniformRandomProvider random) {
        ContinuousDistribution.Sampler sampler =
                BetaDistribution.of(alpha, beta).createSampler(random);
        return sampler::sample;
    }
}
