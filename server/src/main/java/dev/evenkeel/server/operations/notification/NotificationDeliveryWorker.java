// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.DeliveryResponse;
import dev.evenkeel.engine.notification.DeliveryRetryPolicy;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.server.operations.notification.channel.MessageSender;
import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRepository;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Carries messages out. No transaction is open while a receiver is waited for. Thread-safe.
@Component
class NotificationDeliveryWorker {
    private final NotificationDeliveryRepository deliveries;
    private final EventRepository events;
    private final NotificationChannelRepository sinks;
    private final MessageSender posting;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    NotificationDeliveryWorker(
            NotificationDeliveryRepository deliveries,
            EventRepository events,
            NotificationChannelRepository sinks,
            MessageSender posting,
            Clock clock) {
        this.deliveries = deliveries;
        this.events = events;
        this.sinks = sinks;
        this.posting = posting;
        this.clock = clock;
    }

    /// Sinks with something due.
    List<String> due() {
        return deliveries.dueSinks(now());
    }

    /// Tries the oldest message to a sink that is due.
    ///
    /// @return whether there was one
    boolean deliverNext(String sink) {
        Optional<NotificationDelivery> claimed = deliveries.claim(sink, now());
        claimed.ifPresent(this::deliver);
        return claimed.isPresent();
    }

    private void deliver(NotificationDelivery delivery) {
        List<Event> told = events.of(delivery.events()).stream()
                .map(noted -> noted.event().under(delivery.topic()))
                .toList();
        Optional<NotificationChannel> sink = sinks.find(delivery.sink());
        if (sink.isEmpty() || told.isEmpty()) {
            String why = sink.isEmpty() ? "the sink is gone" : "its events are forgotten";
            deliveries.settle(delivery, NotificationDelivery.State.DROPPED, DeliveryResponse.none(why), null);
            return;
        }
        settle(delivery, posting.post(sink.get(), told));
    }

    private void settle(NotificationDelivery delivery, DeliveryResponse answer) {
        switch (answer.meaning()) {
            case TAKEN -> deliveries.settle(delivery, NotificationDelivery.State.TAKEN, answer, null);
            case REFUSED -> deliveries.settle(delivery, NotificationDelivery.State.REFUSED, answer, null);
            case AGAIN -> {
                Optional<Instant> next = DeliveryRetryPolicy.USUAL.next(
                        delivery.tries(),
                        Objects.requireNonNullElse(delivery.firstTryAt(), now()),
                        now(),
                        answer.retryAfter(),
                        random.nextDouble());
                deliveries.settle(
                        delivery,
                        next.isPresent() ? NotificationDelivery.State.WAITING : NotificationDelivery.State.GIVEN_UP,
                        answer,
                        next.orElse(null));
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
