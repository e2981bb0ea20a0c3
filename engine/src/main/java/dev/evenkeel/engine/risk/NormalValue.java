// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// A normal distribution of a number that may be negative, such as the change of a logit by a factor.
///
/// @param mean mean of the number
/// @param deviation standard deviation, above 0
public record NormalValue(double mean, double deviation) implements RandomVariable {
    public NormalValue {
        if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException(
                    "mean must be finite and deviation above 0, got " + mean + " and " + deviation);
        }
    }

    @Override
    public double quantile(double share) {
        return NormalDistribution.of(mean, deviation).inverseCumulativeProbability(share);
    }

    @Override
    public Sampler createSampler(UniformRandomProvider random) {
        ContinuousDistribution.Sampler sampler =
                NormalDistribution.of(mean, deviation).createSampler(random);
        return sampler::sample;
    }
}
