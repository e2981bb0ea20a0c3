// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A policy that groups the events of one topic into few notifications.
///
/// @param gather time after the first event in which further ones join it
/// @param interval minimum time between two notifications of a topic, except for an event that is more urgent
///     than the previous one, or closes the topic
public record NotificationGroupingPolicy(Duration gather, Duration interval) {
    /// For people: two seconds, then five minutes.
    public static final NotificationGroupingPolicy FOR_PEOPLE =
            new NotificationGroupingPolicy(Duration.ofSeconds(2), Duration.ofMinutes(5));

    /// A sent notification of a topic.
    ///
    /// @param at when it was sent
    /// @param severity severity of the most urgent event in it
    public record SentNotification(Instant at, EventSeverity severity) {}

    /// Returns when an event is due.
    ///
    /// @param last last notification of its topic; null when there was none
    public Instant dueAt(Event event, @Nullable SentNotification last, Instant now) {
        Instant soon = now.plus(gather);
        if (last == null || event.kind().isClosing() || event.severity().compareTo(last.severity()) > 0) {
            return soon;
        }
        Instant next = last.at().plus(interval);
        return next.isAfter(soon) ? next : soon;
    }
}
