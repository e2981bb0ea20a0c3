// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// A lognormal distribution of positive amounts, such as the loss of one outage.
///
/// @param mu mean of the natural logarithms
/// @param sigma their standard deviation, above 0
public record LognormalValue(double mu, double sigma) implements RandomVariable {
    static final double NORMAL_90 = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.9);

    private static final double NORMAL_95 = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.95);

    public LognormalValue {
        if (!Double.isFinite(mu) || !(sigma > 0) || !Double.isFinite(sigma)) {
            throw new IllegalArgumentException("mu must be finite and sigma above 0, got " + mu + " and " + sigma);
        }
    }

    /// Returns the distribution with a 5th percentile `low` and a 95th percentile `high`.
    ///
    /// @param low above 0
    /// @param high above low
    public static LognormalValue between(double low, double high) {
        if (!(low > 0 && low < high && high < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("low must be above 0 and high above low (95% and 5% of the losses exceed"
                    + " them); got " + low + " and " + high);
        }
        double from = Math.log(low);
        double to = Math.log(high);
        return new LognormalValue((from + to) / 2, (to - from) / (2 * NORMAL_95));
    }

    /// Returns the maximum likelihood fit: mean and standard deviation of the logarithms, divided by n and
    /// not n - 1. With few amounts such a sigma is too small on average.
    ///
    /// @param amounts two or more above 0, not all equal
    public static LognormalValue fit(double... amounts) {
        for (int i = 0; i < amounts.length; i++) {
            if (!(amounts[i] > 0 && amounts[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("values must be above 0, got values[" + i + "] = " + amounts[i]);
            }
        }
        if (Arrays.stream(amounts).distinct().limit(2).count() < 2) {
            throw new IllegalArgumentException("values must contain at least two different numbers");
        }
        double[] logs = Arrays.stream(amounts).map(Math::log).toArray();
        double mu = Arrays.stream(logs).sum() / logs.length;
        double squares = Arrays.stream(logs).map(log -> (log - mu) * (log - mu)).sum();
        return new LognormalValue(mu, Math.sqrt(squares / logs.length));
    }

    /// Returns the mean, `exp(mu + sigma^2 / 2)`; infinite beyond the range of doubles.
    @Override
    public double mean() {
        return Math.exp(mu + sigma * sigma / 2);
    }

    /// Returns the probability of a larger amount.
    ///
    /// @param amount any number
    public double exceedance(double amount) {
        return LogNormalDistribution.of(mu, sigma).survivalProbability(amount);
    }

    @Override
    public double quantile(double share) {
        return LogNormalDistribution.of(mu, sigma).inverseCumulativeProbability(share);
    }

    @Override
    public Sampler createSampler(UniformRandomProvider random) {
        ContinuousDistribution.Sampler sampler =
                LogNormalDistribution.of(mu, sigma).createSampler(random);
        return sampler::sample;
    }
}
