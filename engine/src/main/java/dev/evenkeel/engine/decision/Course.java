// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import java.util.List;

/// One of the courses that may be taken.
///
/// @param name unique within a case
/// @param start day on which it begins, not before the case's day
/// @param migrates false for not making the change at all
/// @param work names of work items done before the change, one after the other
/// @param phased whether few are exposed first, and the exposure goes back by itself
/// @param rolloutWeeks from the first exposed user to the last, 0 or more
/// @param outage name of the outage that a major incident would be
public record Course(
        String name,
        LocalDate start,
        boolean migrates,
        List<String> work,
        boolean phased,
        double rolloutWeeks,
        String outage) {
    public Course {
        work = List.copyOf(work);
    }

    /// The same with other work.
    public Course with(List<String> other) {
        return new Course(name, start, migrates, other, phased, rolloutWeeks, outage);
    }
}
