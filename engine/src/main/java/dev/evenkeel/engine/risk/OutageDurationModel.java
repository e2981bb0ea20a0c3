// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/// How long outages last, in minutes, from own ones and what was believed before: the logarithms are normal
/// with a mean and a variance that are not known, and what is known of both is a normal-inverse-gamma law
/// (conjugate update).
///
/// Outages are taken as independent and of one kind. An outage that is not over, and one rounded to the hour,
/// is not what this law is about: leave the first out, and expect too narrow a law from many of the second.
///
/// @param mu mean of the logarithms
/// @param meanWeight outages that mean is worth
/// @param shape shape of the variance, above 1
/// @param scale its scale, above 0
public record OutageDurationModel(double mu, double meanWeight, double shape, double scale) {
    private static final double PRIOR_WEIGHT = 2;
    private static final double PRIOR_SHAPE = 3;

    public OutageDurationModel {
        if (!(meanWeight > 0 && shape > 1 && scale > 0) || !Double.isFinite(mu + meanWeight + shape + scale)) {
            throw new IllegalArgumentException(
                    "a law of lengths needs a weight and a scale above 0 and a shape above 1");
        }
    }

    /// What is believed of a law, with the weight of two outages.
    public static OutageDurationModel believed(LognormalValue law) {
        return new OutageDurationModel(
                law.mu(), PRIOR_WEIGHT, PRIOR_SHAPE, law.sigma() * law.sigma() * (PRIOR_SHAPE - 1));
    }

    /// What is known once these were seen.
    ///
    /// @param minutes of outages that are over, each above 0
    public OutageDurationModel after(double... minutes) {
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

    /// The length of the next outage that is exceeded with the remaining chance, by Student's t law of its
    /// logarithm.
    ///
    /// @param share above 0 and below 1
    public double quantile(double share) {
        return Math.exp(mu + spread() * law().inverseCumulativeProbability(share));
    }

    /// The chance that the next outage lasts longer.
    ///
    /// @param minutes above 0
    public double exceedance(double minutes) {
        return law().survivalProbability((Math.log(minutes) - mu) / spread());
    }

    /// The lognormal law with the same median and the same tenth part above and below; unlike the law of the
    /// next outage it has a mean.
    public LognormalValue asLognormal() {
        double upper = Math.log(quantile(0.9)) - mu;
        return new LognormalValue(mu, upper / LognormalValue.NORMAL_90);
    }

    private TDistribution law() {
        return TDistribution.of(2 * shape);
    }

    private double spread() {
        return Math.sqrt(scale * (meanWeight + 1) / (shape * meanWeight));
    }
}
