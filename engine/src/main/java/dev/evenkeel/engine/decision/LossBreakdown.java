// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

/// What a major incident costs, by what that is made of.
///
/// @param revenue that is lost for good
/// @param credits to customers
/// @param churn what those who leave for it would have been worth
/// @param labour of mending it and of cleaning up
/// @param penalties by contracts and authorities
public record LossBreakdown(double revenue, double credits, double churn, double labour, double penalties) {

    /// Of a course, on average with every number at its mean.
    public static LossBreakdown of(RiskCase risk, Course course) {
        var numbers = new QuantityIndex(risk);
        return new CourseCostModel(risk, numbers, new OutageLossModel(risk, numbers), course)
                .partsOnAverage(numbers.means());
    }

    /// All of it.
    public double total() {
        return revenue + credits + churn + labour + penalties;
    }
}
