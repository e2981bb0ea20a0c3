// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;

/// The chance that something which happens at a rate happens at least once in a while: `1 - exp(-rate x
/// exposure)`, where what is known of the rate is a gamma law, events seen over time watched.
///
/// Events are taken as independent of each other and the rate as the same all the while.
///
/// @param events above 0, seen or believed
/// @param watched above 0, the time in which they were seen
/// @param exposure 0 or more, the while that is asked for in the same unit, times what makes events likelier in
///     it
public record OccurrenceProbability(double events, double watched, double exposure) implements UncertainValue {
    public OccurrenceProbability {
        if (!(events > 0 && watched > 0 && exposure >= 0) || !Double.isFinite(events + watched + exposure)) {
            throw new IllegalArgumentException("a chance by rate needs events and time watched above 0 and an exposure"
                    + " of 0 or more, got " + events + ", " + watched + " and " + exposure);
        }
    }

    /// The mean chance, `1 - (watched / (watched + exposure)) ^ events`.
    @Override
    public double mean() {
        return -Math.expm1(-events * Math.log1p(exposure / watched));
    }

    @Override
    public double quantile(double share) {
        return chance(rate().inverseCumulativeProbability(share));
    }

    @Override
    public Sampler draws(UniformRandomProvider random) {
        Sampler rates = rates(random);
        return () -> chance(rates.next());
    }

    /// The chance when the exposure is so many times as long, or as bad.
    ///
    /// @param multiplier of which no number is below 0
    public UncertainValue times(UncertainValue multiplier) {
        return multiplier instanceof FixedValue known
                ? times(known.value())
                : new ScaledOccurrenceProbability(this, multiplier);
    }

    OccurrenceProbability times(double multiplier) {
        return new OccurrenceProbability(events, watched, exposure * multiplier);
    }

    /// How likely the chance is to be this one at most.
    double notAbove(double chance) {
        return exposure == 0 ? 1 : rate().cumulativeProbability(-Math.log1p(-chance) / exposure);
    }

    Sampler rates(UniformRandomProvider random) {
        ContinuousDistribution.Sampler rates = rate().createSampler(random);
        return rates::sample;
    }

    private GammaDistribution rate() {
        return GammaDistribution.of(events, 1 / watched);
    }

    private double chance(double rate) {
        return -Math.expm1(-rate * exposure);
    }
}
