// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;

/// The risk of a course, for comparison.
///
/// @param course the course
/// @param atMeans cost with every number at its mean
/// @param chance probability of a major incident over all uncertain numbers
/// @param loss loss given a major incident: median, with the central 90% interval
/// @param total mean total cost, with the central 90% interval
/// @param totalError standard error of the mean total from the finite number of draws
/// @param cheapest share of draws in which no other course is cheaper
/// @param inFreeze probability that the rollout includes a frozen day
/// @param commitments risk of each commitment, in the order of the case
/// @param exceedance probability of a loss above each requested amount
public record CourseRisk(
        Course course,
        CourseCost atMeans,
        EstimateWithBounds chance,
        EstimateWithBounds loss,
        EstimateWithBounds total,
        double totalError,
        double cheapest,
        double inFreeze,
        List<CommitmentRisk> commitments,
        List<Exceedance> exceedance) {

    /// A mean, or a median where stated, with two bounds.
    public record EstimateWithBounds(double middle, double low, double high) {}

    /// The probability of a loss above an amount.
    public record Exceedance(double loss, double probability) {}

    /// The risk that a course misses a commitment.
    ///
    /// @param met probability that all users are served by the change by the end of that day; 0 for a course
    ///     that does not make the change
    /// @param error standard error of that from the finite number of draws
    /// @param missCost mean cost of missing it over all draws, 0 in those that meet it
    public record CommitmentRisk(DeliveryDateCommitment commitment, double met, double error, double missCost) {}

    public CourseRisk {
        commitments = List.copyOf(commitments);
        exceedance = List.copyOf(exceedance);
    }
}
