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

/// The HTTP client that sends messages. It never throws; an attempt takes at most ten seconds. Thread-safe.
@Component
class ChannelHttpClient {
    private static final OutboundHttpClient.ExchangeLimits LIMITS =
            new OutboundHttpClient.ExchangeLimits(Duration.ofSeconds(10), 1_000);
    private static final int LONGEST_WORDS = 200;

    private final OutboundHttpClient httpClient;
    private final Clock clock;

    ChannelHttpClient(OutboundHttpClient httpClient, Clock clock) {
        this.httpClient = httpClient;
        this.clock = clock;
    }

    /// Makes one attempt.
    DeliveryResponse send(NotificationChannel channel, ChannelHttpRequest message) {
        try {
            OutboundHttpClient.Response response =
                    httpClient.post(message.to(), message.headers(), message.body(), LIMITS);
            String retry = response.retryAfter();
            return new DeliveryResponse(
                    response.status(),
                    channel.redact(response.body(), LONGEST_WORDS),
                    retry == null ? null : parseRetryAfter(retry, clock.instant()));
        } catch (TimeoutException e) {
            return DeliveryResponse.ofNoAnswer(
                    "no response within " + LIMITS.time().toSeconds() + " s");
        } catch (ExecutionException e) {
            return DeliveryResponse.ofNoAnswer(
                    "no response: " + channel.redact(OutboundHttpClient.describeFailure(e), LONGEST_WORDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DeliveryResponse.ofNoAnswer("interrupted before a response");
        }
    }

    /// Parses the delay in a Retry-After header: seconds or an HTTP date; null when it is neither.
    static @Nullable Duration parseRetryAfter(String asked, Instant now) {
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
