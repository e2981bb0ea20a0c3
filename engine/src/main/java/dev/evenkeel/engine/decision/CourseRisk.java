// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;

/// A course beside the others.
///
/// @param course the course
/// @param atMeans what it costs with every number at its mean
/// @param chance of a major incident over all that is open
/// @param loss of a major incident, should it happen: 50 % and 95 % of losses are below these
/// @param total what all of it costs on average, and the ends of the central 90 %
/// @param totalError one standard error of the total's mean, for want of more draws
/// @param cheapest share of draws in which no other course is cheaper
/// @param inFreeze chance that the rollout has a day on which changes are to rest
/// @param promised how it stands to each date that was promised, in the order of the case
/// @param exceedance chance of a loss above each amount that was asked for
public record CourseRisk(
        Course course,
        CourseCost atMeans,
        Range chance,
        Range loss,
        Range total,
        double totalError,
        double cheapest,
        double inFreeze,
        List<CommitmentRisk> promised,
        List<Exceedance> exceedance) {

    /// A mean, or a median where said so, and two ends.
    public record Range(double middle, double low, double high) {}

    /// The chance of a loss above an amount.
    public record Exceedance(double loss, double probability) {}

    /// How a course stands to a date that was promised.
    ///
    /// @param met chance that everybody is served by the change by the end of that day; 0 for a course
    ///     that does not make the change
    /// @param error one standard error of that, for want of more draws
    /// @param missCost what missing it costs on average over all draws, 0 in those that meet it
    public record CommitmentRisk(Commitment commitment, double met, double error, double missCost) {}

    public CourseRisk {
        promised = List.copyOf(promised);
        exceedance = List.copyOf(exceedance);
    }
}
