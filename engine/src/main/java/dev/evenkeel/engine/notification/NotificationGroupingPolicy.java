// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How much of one topic goes into one notification, so that a storm of events makes few of them.
///
/// @param gather time after the first event in which more of its topic join it
/// @param interval least time between two notifications of a topic, but for what is more urgent than the one
///     before, or closes the topic
public record NotificationGroupingPolicy(Duration gather, Duration interval) {
    /// For people: two seconds, then five minutes.
    public static final NotificationGroupingPolicy FOR_PEOPLE =
            new NotificationGroupingPolicy(Duration.ofSeconds(2), Duration.ofMinutes(5));

    /// A notification of a topic that went out.
    ///
    /// @param at when
    /// @param severity of the most urgent event in it
    public record SentNotification(Instant at, EventSeverity severity) {}

    /// When an event is due.
    ///
    /// @param last notification of its topic; null when there was none
    public Instant due(Event event, @Nullable SentNotification last, Instant now) {
        Instant soon = now.plus(gather);
        if (last == null || event.kind().closes() || event.severity().compareTo(last.severity()) > 0) {
            return soon;
        }
        Instant next = last.at().plus(interval);
        return next.isAfter(soon) ? next : soon;
    }
}
