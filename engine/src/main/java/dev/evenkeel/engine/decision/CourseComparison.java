// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The comparison of the courses of a case.
///
/// @param courses in the order of the case
/// @param best name of the course with the lowest mean cost
/// @param sensitivities sensitivity to each uncertain number, widest first
/// @param perfectInformation decrease of the mean cost if everything that can be learned were known in
///     advance
/// @param calibration calibration of the causes to the base rate, or null where the case has none
/// @param draws number of simulation draws
/// @param seed seed of the simulation
public record CourseComparison(
        List<CourseRisk> courses,
        String best,
        List<QuantitySensitivity> sensitivities,
        double perfectInformation,
        @Nullable CauseBaseRateScaling calibration,
        int draws,
        long seed) {
    public CourseComparison {
        courses = List.copyOf(courses);
        sensitivities = List.copyOf(sensitivities);
    }

    /// Returns the numbers that can each change the choice alone: within the central four fifths of their
    /// distribution another course is best.
    public List<QuantitySensitivity> decisiveQuantities() {
        return sensitivities.stream().filter(QuantitySensitivity::changesBest).toList();
    }

    /// Whether the data suffices for a decision.
    public boolean isConclusive() {
        return decisiveQuantities().isEmpty();
    }

    public CourseRisk getRisk(String course) {
        return courses.stream()
                .filter(risk -> risk.course().name().equals(course))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown course " + course));
    }
}
