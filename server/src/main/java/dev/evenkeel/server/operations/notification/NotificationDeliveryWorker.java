// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.Delivery;
import dev.evenkeel.engine.notification.DeliveryResponse;
import dev.evenkeel.engine.notification.DeliveryRetryPolicy;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.server.operations.notification.channel.ChannelMessageSender;
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

/// The worker that delivers messages. No transaction is open while it waits for a receiver. Thread-safe.
@Component
class NotificationDeliveryWorker {
    private final NotificationDeliveryRepository deliveries;
    private final EventRepository events;
    private final NotificationChannelRepository channels;
    private final ChannelMessageSender channelMessageSender;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    NotificationDeliveryWorker(
            NotificationDeliveryRepository deliveries,
            EventRepository events,
            NotificationChannelRepository channels,
            ChannelMessageSender channelMessageSender,
            Clock clock) {
        this.deliveries = deliveries;
        this.events = events;
        this.channels = channels;
        this.channelMessageSender = channelMessageSender;
        this.clock = clock;
    }

    /// Returns channels with due messages.
    List<String> listDueChannels() {
        return deliveries.listDueChannels(now());
    }

    /// Attempts to deliver the oldest due message of a channel.
    ///
    /// @return whether there was one
    boolean deliverNext(String sink) {
        Optional<Delivery> claimed = deliveries.claimNext(sink, now());
        claimed.ifPresent(this::deliver);
        return claimed.isPresent();
    }

    private void deliver(Delivery delivery) {
        List<Event> told = events.listByIds(delivery.events()).stream()
                .map(recordedEvent -> recordedEvent.event().withTopic(delivery.topic()))
                .toList();
        Optional<NotificationChannel> sink = channels.findByName(delivery.channel());
        if (sink.isEmpty() || told.isEmpty()) {
            String why = sink.isEmpty() ? "the channel was deleted" : "its events were deleted";
            deliveries.saveResult(delivery, Delivery.State.SUPPRESSED, DeliveryResponse.ofNoAnswer(why), null);
            return;
        }
        saveResult(delivery, channelMessageSender.send(sink.get(), told));
    }

    private void saveResult(Delivery delivery, DeliveryResponse deliveryResponse) {
        switch (deliveryResponse.outcome()) {
            case DELIVERED -> deliveries.saveResult(delivery, Delivery.State.DELIVERED, deliveryResponse, null);
            case REJECTED -> deliveries.saveResult(delivery, Delivery.State.REJECTED, deliveryResponse, null);
            case AGAIN -> {
                Optional<Instant> next = DeliveryRetryPolicy.DEFAULT.nextAttempt(
                        delivery.attempts(),
                        Objects.requireNonNullElse(delivery.firstAttemptAt(), now()),
                        now(),
                        deliveryResponse.retryAfter(),
                        random.nextDouble());
                deliveries.saveResult(
                        delivery,
                        next.isPresent() ? Delivery.State.PENDING : Delivery.State.EXPIRED,
                        deliveryResponse,
                        next.orElse(null));
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
