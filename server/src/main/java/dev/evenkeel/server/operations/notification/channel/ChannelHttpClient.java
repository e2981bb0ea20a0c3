// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.DeliveryResponse;
import dev.evenkeel.server.foundation.web.OutboundHttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sends messages. It never throws; a try takes ten seconds at most, whatever the receiver does. Thread-safe.
@Component
class ChannelHttpClient {
    private static final OutboundHttpClient.ExchangeLimits LIMITS =
            new OutboundHttpClient.ExchangeLimits(Duration.ofSeconds(10), 1_000);
    private static final int LONGEST_WORDS = 200;

    private final OutboundHttpClient outgoing;
    private final Clock clock;

    ChannelHttpClient(OutboundHttpClient outgoing, Clock clock) {
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /// One try.
    DeliveryResponse send(NotificationChannel sink, NotificationMessage message) {
        try {
            OutboundHttpClient.Response answer = outgoing.post(message.to(), message.headers(), message.body(), LIMITS);
            String retry = answer.retryAfter();
            return new DeliveryResponse(
                    answer.status(),
                    sink.redacted(answer.body(), LONGEST_WORDS),
                    retry == null ? null : pause(retry, clock.instant()));
        } catch (TimeoutException e) {
            return DeliveryResponse.none("no answer within " + LIMITS.time().toSeconds() + " s");
        } catch (ExecutionException e) {
            return DeliveryResponse.none("no answer: " + sink.redacted(OutboundHttpClient.words(e), LONGEST_WORDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DeliveryResponse.none("interrupted before an answer");
        }
    }

    /// The pause that a receiver asks for, in seconds or as a date of HTTP; null when it is neither.
    static @Nullable Duration pause(String asked, Instant now) {
        try {
            return asked.strip().matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(asked.strip()))
                    : notNegative(Duration.between(
                            now,
                            ZonedDateTime.parse(asked.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Duration notNegative(Duration length) {
        return length.isNegative() ? Duration.ZERO : length;
    }
}
