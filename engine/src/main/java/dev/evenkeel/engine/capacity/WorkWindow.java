// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import dev.evenkeel.engine.calendar.Quarter;
import java.time.Duration;
import java.time.Instant;

/// A period to which work items are attributed. Each item counts as a whole in exactly one of consecutive
/// periods: in the one in which it was closed or, while it is open, in the current one with its effort so
/// far. It is not spread, because the distribution of the effort over its lifetime is unknown.
///
/// @param from start, inclusive
/// @param to end, exclusive; after `from`
public record WorkWindow(Instant from, Instant to) {
    public WorkWindow {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the end must be after the start, got " + from + " to " + to);
        }
    }

    /// Returns the period of a calendar quarter, in UTC.
    public static WorkWindow of(Quarter quarter) {
        return new WorkWindow(quarter.start(), quarter.end());
    }

    /// Returns the period of a length that ends now.
    public static WorkWindow ofLast(Duration length, Instant now) {
        return new WorkWindow(now.minus(length), now);
    }

    /// Whether an item counts in it. Open items without a known effort never count.
    boolean includes(WorkItem item, Instant now) {
        Instant closed = item.closed();
        if (closed == null) {
            return item.actual() != null && !now.isBefore(from) && !now.isAfter(to);
        }
        return !closed.isBefore(from) && closed.isBefore(to);
    }
}
