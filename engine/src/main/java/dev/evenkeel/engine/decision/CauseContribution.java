// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;

/// What a cause of a case contributes, with every number at its mean, scaled to the base rate where the case
/// asks so.
///
/// @param before its chance to cause a major incident when nothing is done about it
/// @param after its chance in a course, with the course's work and phases
public record CauseContribution(String cause, double before, double after) {
    /// The causes of a case, in its order.
    public static List<CauseContribution> of(RiskCase risk, Course course) {
        Quantity containment = risk.containment();
        double scale = scale(risk);
        double phases = course.phased() && containment != null ? 1 - mean(containment) : 1;
        return risk.causes().stream()
                .map(cause -> {
                    double before = BaseRateCalibrator.scaled(mean(cause.chance()), scale);
                    return new CauseContribution(
                            cause.name(), before, before * phases * left(risk, course, cause.name()));
                })
                .toList();
    }

    private static double scale(RiskCase risk) {
        var numbers = new QuantityIndex(risk);
        return new BaseRateCalibrator(risk, numbers).scale(numbers.means());
    }

    private static double left(RiskCase risk, Course course, String cause) {
        double left = 1;
        for (String item : course.work()) {
            Quantity cure = risk.item(item).cures().get(cause);
            left *= cure == null ? 1 : 1 - mean(cure);
        }
        return left;
    }

    private static double mean(Quantity quantity) {
        return quantity.law().mean();
    }
}
