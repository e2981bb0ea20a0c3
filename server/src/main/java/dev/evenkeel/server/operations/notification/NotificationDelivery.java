// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.EventSeverity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message to a channel, with its delivery state.
///
/// @param number sequence number, increasing
/// @param rule name of the rule that created the message
/// @param topic topic of its events
/// @param events ids of its events, in order; exactly one for a webhook
/// @param severity highest severity of its events
/// @param createdAt when it was planned
/// @param dueAt time of the next attempt; also set when delivery has finished
/// @param attempts number of attempts so far
/// @param firstAttemptAt null before the first
/// @param lastAttemptAt null before the first
/// @param lastHttpStatus HTTP status of the last response, 0 without a response; null before the first attempt
/// @param lastResponse summary of the last response, one line; null before the first attempt
public record NotificationDelivery(
        long number,
        String channel,
        String rule,
        String topic,
        List<String> events,
        EventSeverity severity,
        State state,
        Instant createdAt,
        Instant dueAt,
        int attempts,
        @Nullable Instant firstAttemptAt,
        @Nullable Instant lastAttemptAt,
        @Nullable Integer lastHttpStatus,
        @Nullable String lastResponse) {
    /// The state of a message.
    public enum State {
        /// Waiting for its due time or for a retry.
        PENDING,
        /// Accepted by the receiver.
        DELIVERED,
        /// Rejected by the receiver.
        REJECTED,
        /// Not delivered after a day of retries.
        EXPIRED,
        /// Dropped, because its cause ended before the message was due.
        SUPPRESSED
    }

    public NotificationDelivery {
        events = List.copyOf(events);
    }
}
