// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.event;

import dev.evenkeel.engine.event.SinkAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Sends messages. It never throws; a try takes ten seconds at most, whatever the receiver does. Follows no redirect.
/// Thread-safe.
@Component
class SinkClient implements DisposableBean {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 1_000;
    private static final int LONGEST_WORDS = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LIMIT)
            .build();
    private final Clock clock;

    SinkClient(Clock clock) {
        this.clock = clock;
    }

    /// One try.
    SinkAnswer send(Sink sink, Message message) {
        FutureTask<SinkAnswer> exchange = new FutureTask<>(() -> exchange(sink, message));
        Thread.ofVirtual().name("evenkeel-sink-" + sink.name()).start(exchange);
        try {
            return exchange.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return SinkAnswer.none("no answer within " + LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            return SinkAnswer.none("no answer: " + sink.redacted(String.valueOf(e.getCause()), LONGEST_WORDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SinkAnswer.none("interrupted before an answer");
        } finally {
            exchange.cancel(true);
        }
    }

    private SinkAnswer exchange(Sink sink, Message message) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(message.to())
                .header("User-Agent", "Evenkeel")
                .POST(BodyPublishers.ofString(message.body()));
        message.headers().forEach(request::header);
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            String words = new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            return new SinkAnswer(
                    response.statusCode(),
                    sink.redacted(words, LONGEST_WORDS),
                    response.headers()
                            .firstValue("Retry-After")
                            .map(text -> pause(text, clock.instant()))
                            .orElse(null));
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

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
