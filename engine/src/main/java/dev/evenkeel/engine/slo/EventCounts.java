// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

/// Good and total events. Addition is exact up to the largest `long`, where sums saturate; it is associative
/// and commutative, with [#NONE] as identity.
///
/// @param good 0 to `total`
/// @param total events that ended, 0 or more
public record EventCounts(long good, long total) {
    /// No events.
    public static final EventCounts NONE = new EventCounts(0, 0);

    public EventCounts {
        if (good < 0 || good > total) {
            throw new IllegalArgumentException("Good events must be 0 to " + total + ", got " + good
                    + ". Count the same events for both numbers.");
        }
    }

    /// Returns the events that were not good.
    public long bad() {
        return total - good;
    }

    /// Returns the sum of both.
    public EventCounts plus(EventCounts other) {
        return new EventCounts(sum(good, other.good), sum(total, other.total));
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
