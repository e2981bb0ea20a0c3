// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;

/// The probability of at least one event in a period: `1 - exp(-rate x exposure)`, where the rate has a gamma
/// distribution from events and observation time.
///
/// Assumes independent events and a constant rate.
///
/// @param events above 0, observed or assumed
/// @param watched observation time, above 0
/// @param exposure 0 or more, length of the period of interest in the same unit, times a factor by which
///     events are more likely in it
public record OccurrenceProbability(double events, double watched, double exposure) implements RandomVariable {
    public OccurrenceProbability {
        if (!(events > 0 && watched > 0 && exposure >= 0) || !Double.isFinite(events + watched + exposure)) {
            throw new IllegalArgumentException("events and watched must be above 0 and exposure 0 or more, got "
                    + events + ", " + watched + " and " + exposure);
        }
    }

    /// Returns the mean probability, `1 - (watched / (watched + exposure)) ^ events`.
    @Override
    public double mean() {
        return -Math.expm1(-events * Math.log1p(exposure / watched));
    }

    @Override
    public double quantile(double share) {
        return probabilityOf(rateDistribution().inverseCumulativeProbability(share));
    }

    @Override
    public Sampler createSampler(UniformRandomProvider random) {
        Sampler rates = createRateSampler(random);
        return () -> probabilityOf(rates.next());
    }

    /// Returns the probability when the exposure is multiplied.
    ///
    /// @param multiplier distribution without negative values
    public RandomVariable times(RandomVariable multiplier) {
        return multiplier instanceof FixedValue known
                ? times(known.value())
                : new UncertainExposureProbability(this, multiplier);
    }

    OccurrenceProbability times(double multiplier) {
        return new OccurrenceProbability(events, watched, exposure * multiplier);
    }

    /// Returns the cumulative distribution function of the probability.
    double cumulativeProbability(double chance) {
        return exposure == 0 ? 1 : rateDistribution().cumulativeProbability(-Math.log1p(-chance) / exposure);
    }

    Sampler createRateSampler(UniformRandomProvider random) {
        ContinuousDistribution.Sampler rates = rateDistribution().createSampler(random);
        return rates::sample;
    }

    private GammaDistribution rateDistribution() {
        return GammaDistribution.of(events, 1 / watched);
    }

    private double probabilityOf(double rate) {
        return -Math.expm1(-rate * exposure);
    }
}
