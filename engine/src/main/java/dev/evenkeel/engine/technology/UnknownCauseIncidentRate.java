// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.util.Collection;
import org.apache.commons.statistics.distribution.GammaDistribution;

/// The rate of incidents by unknown causes: behaviour of a technology that its users have not observed yet.
///
/// Assumptions: while a service runs the technology, such incidents are a Poisson process of constant rate.
/// Before any observation, the rate is Gamma(0.5, 730.5 h), which is our choice: the shape of Jeffreys'
/// prior, with the weight of one month of running. Its mean is one incident in two months, and its 90%
/// interval reaches from one in forty years to one in sixteen days: almost uninformative.
///
/// Result: after n incidents in T hours the rate is Gamma(0.5 + n, 730.5 h + T). For the same incidents, the
/// mean and both ends of the interval are proportional to 1 / (730.5 h + T), so every hour without an
/// incident narrows the interval, and an incident widens it. The level is a degree of belief under these
/// assumptions; it does not cover a rate that changes, for example after an upgrade.
///
/// @param shape 0.5 plus the observed incidents
/// @param hours 730.5 plus the running hours
public record UnknownCauseIncidentRate(double shape, double hours) {
    /// Shape of the prior.
    public static final double PRIOR_SHAPE = 0.5;
    /// Weight of the prior in hours: a month.
    public static final double PRIOR_HOURS = 730.5;
    /// Hours of a quarter of a year.
    public static final double QUARTER = 2_191.5;

    private static final double LEVEL = 0.9;

    public UnknownCauseIncidentRate {
        if (!(shape > 0 && hours > 0)) {
            throw new IllegalArgumentException("shape and hours must be above 0, got " + shape + " and " + hours);
        }
    }

    /// A credible interval with equal tails.
    ///
    /// @param low lower end
    /// @param high upper end
    public record Interval(double low, double mean, double high) {}

    /// Returns the posterior after some experience.
    public static UnknownCauseIncidentRate ofExperience(OperatingExperience own) {
        return new UnknownCauseIncidentRate(PRIOR_SHAPE + own.incidents(), PRIOR_HOURS + own.hours());
    }

    /// Returns the number of incidents while a service runs it for a quarter, with the 90% interval.
    public Interval incidentsInQuarter() {
        return incidentInterval(QUARTER, LEVEL);
    }

    /// Returns the number of incidents in a running time, with an interval.
    ///
    /// @param running hours for which a service runs it, 0 or more
    /// @param level above 0 and below 1, for instance 0.9
    public Interval incidentInterval(double running, double level) {
        if (!(running >= 0)) {
            throw new IllegalArgumentException("hours must be 0 or more, got " + running);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, got " + level);
        }
        GammaDistribution rate = GammaDistribution.of(shape, 1 / hours);
        double tail = (1 - level) / 2;
        return new Interval(
                running * rate.inverseCumulativeProbability(tail),
                running * rate.getMean(),
                running * rate.inverseSurvivalProbability(tail));
    }

    /// Returns the probability of an incident in a running time, over all rates: `1 - (b / (b + m t))^a` for
    /// a rate of Gamma(a, b), exactly.
    ///
    /// @param running hours for which a service runs it, 0 or more
    /// @param multiplier factor on the usual rate in that time, 0 or more
    public double probability(double running, double multiplier) {
        if (!(running >= 0 && multiplier >= 0)) {
            throw new IllegalArgumentException(
                    "hours and multiplier must be 0 or more, got " + running + " and " + multiplier);
        }
        return -Math.expm1(-shape * Math.log1p(multiplier * running / hours));
    }

    /// Returns the probability that at least one of several independent causes triggers an incident.
    ///
    /// @param running hours for which each is run
    public static double probability(Collection<UnknownCauseIncidentRate> causes, double running) {
        return 1
                - causes.stream()
                        .mapToDouble(cause -> 1 - cause.probability(running, 1))
                        .reduce(1, (one, other) -> one * other);
    }
}
