// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Makes messages of events, as each kind of sink reads them.
final class Rendering {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";

    private Rendering() {}

    /// @param events of one topic, in order, one or more; one for a webhook
    /// @param now when it is sent
    static Message of(Sink sink, List<Event> events, Sender sender, Instant now) {
        return switch (sink.kind()) {
            case WEBHOOK -> webhook(sink, events.getLast(), sender, now);
            case SLACK ->
                new Message(
                        URI.create(sink.secret()),
                        Map.of(CONTENT_TYPE, JSON),
                        SlackMessage.of(events, sender).toString());
            case PAGERDUTY -> {
                PagerDutyEvent event = PagerDutyEvent.of(events, sink.secret(), sender);
                yield new Message(
                        URI.create(sink.address().toString().replaceFirst("/+$", "") + event.path()),
                        Map.of(CONTENT_TYPE, JSON),
                        event.body().toString());
            }
        };
    }

    private static Message webhook(Sink sink, Event event, Sender sender, Instant now) {
        String body = CloudEventJson.of(event, sender).toString();
        long second = now.getEpochSecond();
        return new Message(
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
