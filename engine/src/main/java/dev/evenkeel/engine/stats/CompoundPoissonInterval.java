// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.jspecify.annotations.Nullable;

/// A sum of independent harms, with an interval for the mean of such a period.
///
/// Assumes that each size of harm is a Poisson process, independent of the others. The interval is that of
/// Fay and Feuer (1997, Statistics in Medicine 16, 791 to 801): the sum is matched with gamma distributions
/// by mean and variance, the upper one as if one more of the largest harm had occurred. Where all parts are 1
/// it is the exact interval of a Poisson count (Garwood 1936). It has kept its level in published simulations
/// and has no proof for all weights; harms larger than any known one are not considered. For display,
/// evaluated once.
///
/// @param sum observed sum
/// @param low lower end for the mean
/// @param high upper end for the mean; null when the largest possible size is unknown
public record CompoundPoissonInterval(
        double sum, double low, @Nullable Double high) {
    /// Computes the interval.
    ///
    /// @param parts observed harms, each 0 or more; those of 0 are ignored
    /// @param largest largest possible harm, at least as large as each part; 0 when unknown
    /// @param level coverage of the mean, above 0 and below 1, for instance 0.95
    public static CompoundPoissonInterval of(List<Double> parts, double largest, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, got " + level);
        }
        if (!parts.stream().allMatch(part -> part >= 0 && part <= largest)) {
            throw new IllegalArgumentException("parts must be 0 to " + largest + ", got " + parts);
        }
        double sum = parts.stream().mapToDouble(part -> part).sum();
        double squares = parts.stream().mapToDouble(part -> part * part).sum();
        double tail = (1 - level) / 2;
        return new CompoundPoissonInterval(
                sum,
                sum == 0 ? 0 : matching(sum, squares).inverseCumulativeProbability(tail),
                largest == 0
                        ? null
                        : (Double) matching(sum + largest, squares + largest * largest)
                                .inverseSurvivalProbability(tail));
    }

    private static GammaDistribution matching(double mean, double variance) {
        return GammaDistribution.of(mean * mean / variance, variance / mean);
    }

    /// Returns the interval for a period that is longer by a factor.
    public CompoundPoissonInterval scale(double factor) {
        return new CompoundPoissonInterval(sum * factor, low * factor, high == null ? null : (Double) (high * factor));
    }
}
