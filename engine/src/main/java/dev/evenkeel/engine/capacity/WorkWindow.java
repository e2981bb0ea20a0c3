// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import dev.evenkeel.engine.calendar.Quarter;
import java.time.Duration;
import java.time.Instant;

/// A stretch of time in which work counts. Each piece of work counts whole, and in one of several stretches
/// that follow each other: in the one in which it was closed, or, while it is open, in the present one with its
/// effort so far. When within its life the effort was spent is not known, so it is not spread.
///
/// @param from first instant
/// @param to end, exclusive; after `from`
public record WorkWindow(Instant from, Instant to) {
    public WorkWindow {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window must end after it begins, got " + from + " to " + to);
        }
    }

    /// A quarter of the calendar, in UTC.
    public static WorkWindow of(Quarter quarter) {
        return new WorkWindow(quarter.from(), quarter.to());
    }

    /// The time up to now.
    public static WorkWindow last(Duration length, Instant now) {
        return new WorkWindow(now.minus(length), now);
    }

    /// Whether work counts in it. Open work into which no effort is known to have gone counts nowhere.
    boolean counts(WorkItem item, Instant now) {
        Instant closed = item.closed();
        if (closed == null) {
            return item.actual() != null && !now.isBefore(from) && !now.isAfter(to);
        }
        return !closed.isBefore(from) && closed.isBefore(to);
    }
}
