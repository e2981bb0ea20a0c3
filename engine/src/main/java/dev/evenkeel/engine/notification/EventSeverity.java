// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

/// How soon somebody has to know of an event. The last is the most urgent.
public enum EventSeverity {
    /// Nobody has to: it went as planned, or it ended.
    INFO,
    /// Worth knowing the same day.
    NOTICE,
    /// Somebody has to do something, in working hours.
    TICKET,
    /// Somebody has to do something now.
    PAGE;

    /// Whether this is as urgent as the other, or more.
    public boolean isAtLeast(EventSeverity other) {
        return compareTo(other) >= 0;
    }
}
