// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A channel without its secret.
///
/// @param address address of the receiver; for Slack only the host
/// @param lastDelivery the last delivery attempt; null before the first
public record NotificationChannelResponse(
        String name,
        NotificationChannelType type,
        String address,
        @Nullable LastDelivery lastDelivery) {
    /// The last delivery attempt of a channel.
    ///
    /// @param at time of the attempt
    /// @param state state of the message
    /// @param status HTTP status, 0 without a response
    /// @param response summary of the response, one line
    public record LastDelivery(@Nullable Instant at, NotificationDelivery.State state, int status, String response) {
        static LastDelivery of(NotificationDelivery delivery) {
            Integer status = delivery.lastHttpStatus();
            String words = delivery.lastResponse();
            return new LastDelivery(
                    delivery.lastAttemptAt(),
                    delivery.state(),
                    status == null ? 0 : status,
                    words == null ? "no response yet" : words);
        }
    }

    static NotificationChannelResponse of(NotificationChannel channel, @Nullable NotificationDelivery last) {
        return new NotificationChannelResponse(
                channel.name(),
                channel.type(),
                channel.address().toString(),
                last == null ? null : LastDelivery.of(last));
    }
}
