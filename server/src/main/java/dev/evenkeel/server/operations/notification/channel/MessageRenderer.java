// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Makes messages of events, as each kind of sink reads them.
final class MessageRenderer {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";

    private MessageRenderer() {}

    /// @param events of one topic, in order, one or more; one for a webhook
    /// @param now when it is sent
    static NotificationMessage of(NotificationChannel sink, List<Event> events, SenderIdentity sender, Instant now) {
        return switch (sink.kind()) {
            case WEBHOOK -> webhook(sink, events.getLast(), sender, now);
            case SLACK ->
                new NotificationMessage(
                        URI.create(sink.secret()),
                        Map.of(CONTENT_TYPE, JSON),
                        SlackMessageFormatter.of(events, sender).toString());
            case PAGERDUTY -> {
                PagerDutyEvent event = PagerDutyEvent.of(events, sink.secret(), sender);
                yield new NotificationMessage(
                        URI.create(sink.address().toString().replaceFirst("/+$", "") + event.path()),
                        Map.of(CONTENT_TYPE, JSON),
                        event.body().toString());
            }
        };
    }

    private static NotificationMessage webhook(
            NotificationChannel sink, Event event, SenderIdentity sender, Instant now) {
        String body = CloudEventsFormatter.of(event, sender).toString();
        long second = now.getEpochSecond();
        return new NotificationMessage(
                sink.address(),
                Map.of(
                        CONTENT_TYPE,
                        "application/cloudevents+json; charset=UTF-8",
                        "webhook-id",
                        event.id(),
                        "webhook-timestamp",
                        Long.toString(second),
                        "webhook-signature",
                        WebhookSignature.of(sink.secret(), event.id(), second, body)),
                body);
    }
}
