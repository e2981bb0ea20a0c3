// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.RetryRule;
import dev.evenkeel.engine.notification.SinkAnswer;
import dev.evenkeel.server.operations.notification.channel.Posting;
import dev.evenkeel.server.operations.notification.channel.Sink;
import dev.evenkeel.server.operations.notification.channel.SinkTable;
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
class Delivering {
    private final DeliveryTable deliveries;
    private final EventTable events;
    private final SinkTable sinks;
    private final Posting posting;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Delivering(DeliveryTable deliveries, EventTable events, SinkTable sinks, Posting posting, Clock clock) {
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
        Optional<Delivery> claimed = deliveries.claim(sink, now());
        claimed.ifPresent(this::deliver);
        return claimed.isPresent();
    }

    private void deliver(Delivery delivery) {
        List<Event> told = events.of(delivery.events()).stream()
                .map(noted -> noted.event().under(delivery.topic()))
                .toList();
        Optional<Sink> sink = sinks.find(delivery.sink());
        if (sink.isEmpty() || told.isEmpty()) {
            String why = sink.isEmpty() ? "the sink is gone" : "its events are forgotten";
            deliveries.settle(delivery, Delivery.State.DROPPED, SinkAnswer.none(why), null);
            return;
        }
        settle(delivery, posting.post(sink.get(), told));
    }

    private void settle(Delivery delivery, SinkAnswer answer) {
        switch (answer.meaning()) {
            case TAKEN -> deliveries.settle(delivery, Delivery.State.TAKEN, answer, null);
            case REFUSED -> deliveries.settle(delivery, Delivery.State.REFUSED, answer, null);
            case AGAIN -> {
                Optional<Instant> next = RetryRule.USUAL.next(
                        delivery.tries(),
                        Objects.requireNonNullElse(delivery.firstTryAt(), now()),
                        now(),
                        answer.retryAfter(),
                        random.nextDouble());
                deliveries.settle(
                        delivery,
                        next.isPresent() ? Delivery.State.WAITING : Delivery.State.GIVEN_UP,
                        answer,
                        next.orElse(null));
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
