// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a case.
///
/// @param courses in the order of the case
/// @param best name of the course that costs least on average
/// @param swings what each open number does to that, the widest first
/// @param perfectInformation by how much the average would fall if everything that can be learnt were
///     known before
/// @param reconciliation of the causes with the base rate, or null where the case knows none
/// @param draws of the simulation
/// @param seed of the simulation
public record CourseComparison(
        List<CourseRisk> courses,
        String best,
        List<Sensitivity> swings,
        double perfectInformation,
        @Nullable BaseRateCalibration reconciliation,
        int draws,
        long seed) {
    public CourseComparison {
        courses = List.copyOf(courses);
        swings = List.copyOf(swings);
    }

    /// Numbers on each of which alone the answer hangs: within four fifths of what it may be, another
    /// course is best.
    public List<Sensitivity> hangsOn() {
        return swings.stream().filter(Sensitivity::turns).toList();
    }

    /// Whether the data decide.
    public boolean decides() {
        return hangsOn().isEmpty();
    }

    /// The course of a name.
    public CourseRisk risk(String course) {
        return courses.stream()
                .filter(risk -> risk.course().name().equals(course))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no course " + course));
    }
}
