// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import java.util.List;

/// A course of action.
///
/// @param name unique within a case
/// @param start first day, not before the case's day
/// @param migrates false for not making the change at all
/// @param work names of work items done before the change, sequentially
/// @param phased whether the exposure is increased in steps with automatic rollback
/// @param rolloutWeeks from the first exposed user to the last, 0 or more
/// @param outage name of the outage that a major incident would cause
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

    /// Returns a copy with other work.
    public Course withWork(List<String> other) {
        return new Course(name, start, migrates, other, phased, rolloutWeeks, outage);
    }
}
