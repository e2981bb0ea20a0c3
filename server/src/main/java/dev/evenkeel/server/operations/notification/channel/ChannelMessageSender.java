// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.DeliveryResponse;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// A sender that renders events for a channel and sends them without retries. Thread-safe.
@Component
public class ChannelMessageSender {
    private final EventCollectionCursorRepository cursor;
    private final PublicBaseUrl baseUrl;
    private final ChannelHttpClient client;
    private final Clock clock;

    ChannelMessageSender(
            EventCollectionCursorRepository cursor, PublicBaseUrl baseUrl, ChannelHttpClient client, Clock clock) {
        this.cursor = cursor;
        this.baseUrl = baseUrl;
        this.client = client;
        this.clock = clock;
    }

    /// Makes one attempt, which takes at most ten seconds.
    ///
    /// @param events events of one topic, in order, one or more
    public DeliveryResponse send(NotificationChannel channel, List<Event> events) {
        if (channel.isLocked()) {
            return DeliveryResponse.ofNoAnswer(
                    "the secret of the channel cannot be decrypted with the keys of this server");
        }
        var sender = new InstallationIdentity(cursor.source(), baseUrl.url());
        return client.send(channel, MessageRenderer.render(channel, events, sender, clock.instant()));
    }
}
