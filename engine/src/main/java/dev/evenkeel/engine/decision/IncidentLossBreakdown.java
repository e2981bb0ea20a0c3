// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

/// The components of the cost of a major incident.
///
/// @param revenue revenue lost permanently
/// @param credits credits to customers
/// @param churn value of lost customers
/// @param labour labour of repair and clean-up
/// @param penalties penalties by contracts and authorities
public record IncidentLossBreakdown(double revenue, double credits, double churn, double labour, double penalties) {

    /// Computes it for a course, on average with every number at its mean.
    public static IncidentLossBreakdown of(RiskCase risk, Course course) {
        var numbers = new QuantityIndex(risk);
        return new CourseCostModel(risk, numbers, new OutageLossModel(risk, numbers), course)
                .averageLoss(numbers.means());
    }

    public double total() {
        return revenue + credits + churn + labour + penalties;
    }
}
