// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.util.Collection;
import org.apache.commons.statistics.distribution.GammaDistribution;

/// The cause of incidents that nobody knows yet: what a technology may do that its users have not seen.
///
/// What is assumed: while a service runs the technology, such incidents come as a Poisson process of constant
/// rate; before anything was seen, the rate is Gamma(0.5, 730.5 h), which is our choice: the shape of
/// Jeffreys' prior, and as much weight as one month of running. Its mean is an incident in two months, its
/// 90 % interval reaches from one in forty years to one in sixteen days: hardly anything is known.
///
/// What follows: after n incidents in T hours the rate is Gamma(0.5 + n, 730.5 h + T). With the same
/// incidents, mean and both ends of the interval are in proportion to 1 / (730.5 h + T), so every hour
/// without an incident makes the interval narrower, and an incident makes it wider. The level is a degree of
/// belief under these assumptions; it does not cover a rate that changes, such as after an upgrade.
///
/// @param shape 0.5 and the incidents seen
/// @param hours 730.5 and the hours run
public record UnknownCauseRate(double shape, double hours) {
    /// Shape of what is believed before anything was seen.
    public static final double PRIOR_SHAPE = 0.5;
    /// Hours that it is worth: a month.
    public static final double PRIOR_HOURS = 730.5;
    /// Hours of a quarter of a year.
    public static final double QUARTER = 2_191.5;

    private static final double LEVEL = 0.9;

    public UnknownCauseRate {
        if (!(shape > 0 && hours > 0)) {
            throw new IllegalArgumentException("shape and hours are above 0, got " + shape + " and " + hours);
        }
    }

    /// What is believed of a number.
    ///
    /// @param low below it is the lower tail
    /// @param mean of what is believed
    /// @param high above it is the upper tail, as large as the lower one
    public record Interval(double low, double mean, double high) {}

    /// What is believed after some experience.
    public static UnknownCauseRate after(OperatingExperience own) {
        return new UnknownCauseRate(PRIOR_SHAPE + own.incidents(), PRIOR_HOURS + own.hours());
    }

    /// Incidents while a service runs it for a quarter, with their 90 % interval.
    public Interval incidentsInQuarter() {
        return incidents(QUARTER, LEVEL);
    }

    /// Incidents in a stretch of running.
    ///
    /// @param running hours that a service runs it, 0 or more
    /// @param level above 0 and below 1, for instance 0.9
    public Interval incidents(double running, double level) {
        if (!(running >= 0)) {
            throw new IllegalArgumentException("hours are 0 or more, got " + running);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a level is above 0 and below 1, got " + level);
        }
        GammaDistribution rate = GammaDistribution.of(shape, 1 / hours);
        double tail = (1 - level) / 2;
        return new Interval(
                running * rate.inverseCumulativeProbability(tail),
                running * rate.getMean(),
                running * rate.inverseSurvivalProbability(tail));
    }

    /// Chance of an incident in a stretch of running, whatever the rate: `1 - (b / (b + m t))^a` for a rate
    /// of Gamma(a, b), exactly.
    ///
    /// @param running hours that a service runs it, 0 or more
    /// @param multiplier how many times as often as usual incidents come meanwhile, 0 or more
    public double probability(double running, double multiplier) {
        if (!(running >= 0 && multiplier >= 0)) {
            throw new IllegalArgumentException(
                    "hours and multiplier are 0 or more, got " + running + " and " + multiplier);
        }
        return -Math.expm1(-shape * Math.log1p(multiplier * running / hours));
    }

    /// Chance that at least one of several brings an incident, each independent of the others.
    ///
    /// @param running hours that each is run
    public static double probability(Collection<UnknownCauseRate> causes, double running) {
        return 1
                - causes.stream()
                        .mapToDouble(cause -> 1 - cause.probability(running, 1))
                        .reduce(1, (one, other) -> one * other);
    }
}
