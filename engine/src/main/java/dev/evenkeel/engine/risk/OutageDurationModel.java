// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/// A model of outage durations in minutes, from a prior and own outages: logarithms are normal, with a
/// normal-inverse-gamma distribution of mean and variance (conjugate update).
///
/// Assumes independent outages of one kind. Censored durations do not fit: leave out outages that have not
/// ended, and expect an interval that is too narrow from many durations rounded to the hour.
///
/// @param mu mean of the logarithms
/// @param meanWeight weight of that mean, in outages
/// @param shape shape of the variance, above 1
/// @param scale scale of the variance, above 0
public record OutageDurationModel(double mu, double meanWeight, double shape, double scale) {
    private static final double PRIOR_WEIGHT = 2;
    private static final double PRIOR_SHAPE = 3;

    public OutageDurationModel {
        if (!(meanWeight > 0 && shape > 1 && scale > 0) || !Double.isFinite(mu + meanWeight + shape + scale)) {
            throw new IllegalArgumentException("weight and scale must be above 0 and shape above 1");
        }
    }

    /// Creates a prior with the weight of two outages.
    public static OutageDurationModel ofPrior(LognormalValue lognormalValue) {
        return new OutageDurationModel(
                lognormalValue.mu(),
                PRIOR_WEIGHT,
                PRIOR_SHAPE,
                lognormalValue.sigma() * lognormalValue.sigma() * (PRIOR_SHAPE - 1));
    }

    /// Returns the posterior after outages.
    ///
    /// @param minutes durations of ended outages, each above 0
    public OutageDurationModel update(double... minutes) {
        for (double length : minutes) {
            if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("minutes must be above 0, got " + length);
            }
        }
        if (minutes.length == 0) {
            return this;
        }
        double[] logs = Arrays.stream(minutes).map(Math::log).toArray();
        int n = logs.length;
        double mean = Arrays.stream(logs).sum() / n;
        double squares =
                Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
        double weight = meanWeight + n;
        return new OutageDurationModel(
                (meanWeight * mu + n * mean) / weight,
                weight,
                shape + n / 2.0,
                scale + squares / 2 + meanWeight * n * (mean - mu) * (mean - mu) / (2 * weight));
    }

    /// Returns a quantile of the next outage's duration, by Student's t distribution of its logarithm.
    ///
    /// @param share above 0 and below 1
    public double quantile(double share) {
        return Math.exp(mu + spread() * distribution().inverseCumulativeProbability(share));
    }

    /// Returns the probability that the next outage lasts longer.
    ///
    /// @param minutes above 0
    public double exceedance(double minutes) {
        return distribution().survivalProbability((Math.log(minutes) - mu) / spread());
    }

    /// Returns the lognormal distribution with the same median and the same 10th and 90th percentile; unlike
    /// the predictive distribution it has a mean.
    public LognormalValue toLognormal() {
        double upper = Math.log(quantile(0.9)) - mu;
        return new LognormalValue(mu, upper / LognormalValue.NORMAL_90);
    }

    private TDistribution distribution() {
        return TDistribution.of(2 * shape);
    }

    private double spread() {
        return Math.sqrt(scale * (meanWeight + 1) / (shape * meanWeight));
    }
}
