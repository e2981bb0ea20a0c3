// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The renderer of events as messages in the format of each channel type.
final class MessageRenderer {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";

    private MessageRenderer() {}

    /// @param events events of one topic, in order, one or more; exactly one for a webhook
    /// @param now time of sending
    static ChannelHttpRequest render(
            NotificationChannel channel, List<Event> events, InstallationIdentity sender, Instant now) {
        return switch (channel.type()) {
            case WEBHOOK -> webhook(channel, events.getLast(), sender, now);
            case SLACK -> toSecretUrl(channel, SlackMessageFormatter.format(events, sender));
            case PAGERDUTY -> {
                PagerDutyEvent event = PagerDutyEvent.of(events, channel.secret(), sender);
                yield new ChannelHttpRequest(
                        URI.create(channel.address().toString().replaceFirst("/+$", "") + event.path()),
                        Map.of(CONTENT_TYPE, JSON),
                        event.body().toString());
            }
        };
    }

    private static ChannelHttpRequest toSecretUrl(NotificationChannel channel, ObjectNode body) {
        return new ChannelHttpRequest(URI.create(channel.secret()), Map.of(CONTENT_TYPE, JSON), body.toString());
    }

    private static ChannelHttpRequest webhook(
            NotificationChannel channel, Event event, InstallationIdentity sender, Instant now) {
        String body = CloudEventsFormatter.format(event, sender).toString();
        long second = now.getEpochSecond();
        return new ChannelHttpRequest(
                channel.address(),
                Map.of(
                        CONTENT_TYPE,
                        "application/cloudevents+json; charset=UTF-8",
                        "webhook-id",
                        event.id(),
                        "webhook-timestamp",
                        Long.toString(second),
                        "webhook-signature",
                        WebhookSignature.sign(channel.secret(), event.id(), second, body)),
                body);
    }
}
