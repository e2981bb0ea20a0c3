// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sink without its secret.
///
/// @param address of the receiver; of a Slack channel only the host
/// @param last answer; null before the first
public record NotificationChannelResponse(
        String name,
        NotificationChannelType kind,
        String address,
        @Nullable LastDelivery last) {
    /// The last answer of a sink.
    ///
    /// @param at when it was tried
    /// @param state what became of the message
    /// @param status of HTTP, 0 for no answer
    /// @param words the answer in a line
    public record LastDelivery(@Nullable Instant at, NotificationDelivery.State state, int status, String words) {
        static LastDelivery of(NotificationDelivery delivery) {
            Integer status = delivery.lastStatus();
            String words = delivery.lastWords();
            return new LastDelivery(
                    delivery.lastTryAt(),
                    delivery.state(),
                    status == null ? 0 : status,
                    words == null ? "not answered yet" : words);
        }
    }

    static NotificationChannelResponse of(NotificationChannel sink, @Nullable NotificationDelivery last) {
        return new NotificationChannelResponse(
                sink.name(), sink.kind(), sink.address().toString(), last == null ? null : LastDelivery.of(last));
    }
}
