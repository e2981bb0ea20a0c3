// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;

/// The contribution of one cause of a case, with every number at its mean, scaled to the base rate where the
/// case requests it.
///
/// @param before probability that it causes a major incident without any work against it
/// @param after probability in a course, with the course's work and phases
public record CauseProbabilityContribution(String cause, double before, double after) {
    /// Returns the contributions of the causes of a case, in its order.
    public static List<CauseProbabilityContribution> listContributions(RiskCase risk, Course course) {
        Quantity containment = risk.containment();
        double scale = scale(risk);
        double phases = course.phased() && containment != null ? 1 - mean(containment) : 1;
        return risk.causes().stream()
                .map(cause -> {
                    double before = CauseBaseRateScaler.scaleChance(mean(cause.chance()), scale);
                    return new CauseProbabilityContribution(
                            cause.name(), before, before * phases * remainingShare(risk, course, cause.name()));
                })
                .toList();
    }

    private static double scale(RiskCase risk) {
        var numbers = new QuantityIndex(risk);
        return new CauseBaseRateScaler(risk, numbers).scale(numbers.means());
    }

    private static double remainingShare(RiskCase risk, Course course, String cause) {
        double left = 1;
        for (String item : course.work()) {
            Quantity cure = risk.getWork(item).cures().get(cause);
            left *= cure == null ? 1 : 1 - mean(cure);
        }
        return left;
    }

    private static double mean(Quantity quantity) {
        return quantity.distribution().mean();
    }
}
