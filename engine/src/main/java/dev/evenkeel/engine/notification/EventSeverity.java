// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

/// The urgency of an event, least urgent first.
public enum EventSeverity {
    /// No action needed: it went as planned, or it ended.
    INFO,
    /// Relevant on the same day.
    NOTICE,
    /// Action needed during working hours.
    TICKET,
    /// Action needed now.
    PAGE;

    /// Whether this is at least as urgent as another.
    public boolean isAtLeast(EventSeverity other) {
        return compareTo(other) >= 0;
    }
}
