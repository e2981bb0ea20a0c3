// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.server.operations.notification.channel.Sink;
import dev.evenkeel.server.operations.notification.channel.SinkKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sink without its secret.
///
/// @param address of the receiver; of a Slack channel only the host
/// @param last answer; null before the first
public record SinkView(
        String name,
        SinkKind kind,
        String address,
        @Nullable Last last) {
    /// The last answer of a sink.
    ///
    /// @param at when it was tried
    /// @param state what became of the message
    /// @param status of HTTP, 0 for no answer
    /// @param words the answer in a line
    public record Last(@Nullable Instant at, Delivery.State state, int status, String words) {
        static Last of(Delivery delivery) {
            Integer status = delivery.lastStatus();
            String words = delivery.lastWords();
            return new Last(
                    delivery.lastTryAt(),
                    delivery.state(),
                    status == null ? 0 : status,
                    words == null ? "not answered yet" : words);
        }
    }

    static SinkView of(Sink sink, @Nullable Delivery last) {
        return new SinkView(sink.name(), sink.kind(), sink.address().toString(), last == null ? null : Last.of(last));
    }
}
