// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import dev.evenkeel.core.wire.ServerSentEvent;
import dev.evenkeel.core.wire.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A client of one path's server-sent events that survives broken connections and server restarts: it
/// reconnects twice a second and resumes after the last event with an id. A connection without data for 30
/// seconds, although the server sends a keep-alive every ten, counts as broken.
///
/// Reads on its own virtual thread; its methods are for one other thread.
public final class ServerEventStream implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final int MOST_WAITING = 1_000;
    private static final int SERVER_ERROR = 500;
    private static final int BUFFER_BYTES = 8_192;

    private final ServerApiClient api;
    private final String path;
    private final Duration patience;
    private final HttpClient client;
    private final BlockingQueue<StreamItem> words = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread reader;
    private volatile long heardNanos = System.nanoTime();
    private volatile @Nullable InputStream open;
    private volatile @Nullable String trouble;
    private @Nullable String lastEvent;

    /// Starts the connection.
    ///
    /// @param patience how long the server can be unreachable before [#next] throws
    public ServerEventStream(ServerApiClient api, String path, Duration patience) {
        this.api = api;
        this.path = path;
        this.patience = patience;
        this.client = api.createHttpClient(Duration.ofSeconds(10));
        this.reader = Thread.ofVirtual().name("evenkeel-events").start(this::read);
    }

    sealed interface StreamItem {}

    /// A server-sent event.
    ///
    /// @param id null without an id
    public record Event(String name, @Nullable String id, JsonNode data) implements StreamItem {}

    private record StreamEnd(RuntimeException problem) implements StreamItem {}

    /// Waits for the next event; empty on timeout.
    ///
    /// @throws ServerRejectionException when the server rejects the request
    /// @throws ServerUnreachableException when the server has been unreachable for longer than `patience`
    public Optional<Event> next(Duration wait) throws InterruptedException {
        StreamItem word = words.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (word instanceof StreamEnd end) {
            throw end.problem();
        }
        if (word == null && System.nanoTime() - heardNanos > SILENCE.toNanos()) {
            closeStream();
        }
        return Optional.ofNullable((Event) word);
    }

    /// Returns why the stream is disconnected; empty while it is connected.
    public Optional<String> connectionProblem() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        reader.interrupt();
        closeStream();
        client.shutdownNow();
    }

    private void read() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                readConnection();
                Thread.sleep(BETWEEN_TRIES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ServerRejectionException | ServerUnreachableException e) {
            words.offer(new StreamEnd(e));
        }
    }

    private void readConnection() throws InterruptedException {
        HttpRequest request = api.eventStreamRequest(path, lastEvent);
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                open = body;
                requireSuccess(response.statusCode(), body);
                trouble = null;
                readEvents(body);
            }
            handleConnectionLoss(request, "the connection was closed", null);
        } catch (IOException e) {
            handleConnectionLoss(request, IoErrorFormatter.formatReason(e), e);
        } catch (JacksonException e) {
            throw new ServerUnreachableException(
                    "Unexpected response from " + request.uri() + ": not an Evenkeel server. Check the address.", e);
        }
    }

    private void requireSuccess(int status, InputStream body) throws IOException {
        if (status >= SERVER_ERROR) {
            throw new IOException("HTTP " + status);
        }
        if (status / 100 != 2) {
            throw api.toRejection(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void handleConnectionLoss(HttpRequest request, String why, @Nullable Throwable cause) {
        String message = "No response from " + request.uri() + ": " + TerminalTextSanitizer.toSingleLine(why);
        trouble = message;
        if (System.nanoTime() - heardNanos > patience.toNanos()) {
            throw new ServerUnreachableException(
                    message + ", for " + patience.toSeconds() + " s." + api.describeServerOrigin(), cause);
        }
    }

    private void readEvents(InputStream body) throws IOException, InterruptedException {
        List<ServerSentEvent> events = new ArrayList<>();
        var parser = new ServerSentEventParser(events::add);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
            heardNanos = System.nanoTime();
            parser.feed(ByteBuffer.wrap(buffer, 0, length));
            for (ServerSentEvent event : events) {
                words.put(new Event(event.type(), event.id(), ServerApiClient.parseJson(event.data())));
                lastEvent = event.id() == null ? lastEvent : event.id();
            }
            events.clear();
        }
    }

    private void closeStream() {
        InputStream stream = open;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                trouble = "Cannot close the connection: " + IoErrorFormatter.formatReason(e);
            }
        }
    }
}
