// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.EventSeverity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message to a sink.
///
/// @param number grows with each
/// @param route that asked for it
/// @param topic that its events are about
/// @param events their ids, in order; one for a webhook
/// @param severity of the most urgent of them
/// @param madeAt when it was planned
/// @param dueAt when it is tried next; said also of what is settled
/// @param tries so far
/// @param firstTryAt null before the first
/// @param lastTryAt null before the first
/// @param lastStatus of the last answer, by HTTP, 0 for none; null before the first
/// @param lastWords the last answer in a line; null before the first
public record NotificationDelivery(
        long number,
        String sink,
        String route,
        String topic,
        List<String> events,
        EventSeverity severity,
        State state,
        Instant madeAt,
        Instant dueAt,
        int tries,
        @Nullable Instant firstTryAt,
        @Nullable Instant lastTryAt,
        @Nullable Integer lastStatus,
        @Nullable String lastWords) {
    /// What became of a message.
    public enum State {
        /// It is not due yet, or tried again.
        WAITING,
        /// It has arrived.
        TAKEN,
        /// The receiver does not want it.
        REFUSED,
        /// It was tried for a day.
        GIVEN_UP,
        /// It was over before it was due.
        DROPPED
    }

    public NotificationDelivery {
        events = List.copyOf(events);
    }
}
