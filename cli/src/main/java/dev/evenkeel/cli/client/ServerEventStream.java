// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Server-sent events of one path, as one stream across broken connections and restarts of the server:
/// it connects again twice a second and goes on after the last event that had an id. A connection that
/// is silent for 30 seconds, where Evenkeel gives a sign of life every ten, counts as broken.
///
/// A thread of its own reads; all methods are for one other thread.
public final class ServerEventStream implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final int MOST_WAITING = 1_000;
    private static final int SERVER_ERROR = 500;

    private final ServerApiClient api;
    private final String path;
    private final Duration patience;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final BlockingQueue<StreamItem> words = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread reader;
    private volatile long heardNanos = System.nanoTime();
    private volatile @Nullable InputStream open;
    private volatile @Nullable String trouble;
    private @Nullable String lastEvent;

    /// Connects.
    ///
    /// @param patience how long the server may be away before [#next] gives up
    public ServerEventStream(ServerApiClient api, String path, Duration patience) {
        this.api = api;
        this.path = path;
        this.patience = patience;
        this.reader = Thread.ofVirtual().name("evenkeel-events").start(this::read);
    }

    sealed interface StreamItem {}

    /// One event.
    ///
    /// @param id null when it has none
    public record Event(String name, @Nullable String id, JsonNode data) implements StreamItem {}

    private record StreamEnd(RuntimeException problem) implements StreamItem {}

    /// The next event; empty when none came in time.
    ///
    /// @throws ServerRejectionException when the server refuses
    /// @throws ServerUnreachableException when it was away for longer than the patience
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

    /// Why there is no connection at the moment; empty when there is one.
    public Optional<String> trouble() {
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
        HttpRequest request = api.events(path, lastEvent);
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                open = body;
                requireGood(response.statusCode(), body);
                trouble = null;
                readEvents(body);
            }
            lost(request, "the connection ended", null);
        } catch (IOException e) {
            lost(request, e.toString(), e);
        } catch (JacksonException e) {
            throw new ServerUnreachableException(request.uri() + " answers, but not as an Evenkeel server.", e);
        }
    }

    private void requireGood(int status, InputStream body) throws IOException {
        if (status >= SERVER_ERROR) {
            throw new IOException("it answered " + status);
        }
        if (status / 100 != 2) {
            throw api.refusal(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void lost(HttpRequest request, String why, @Nullable Throwable cause) {
        String message = "No answer from " + request.uri() + ": " + TerminalTextSanitizer.line(why);
        trouble = message;
        if (System.nanoTime() - heardNanos > patience.toNanos()) {
            throw new ServerUnreachableException(
                    message + ", for " + patience.toSeconds() + " s." + api.anotherServer(), cause);
        }
    }

    private void readEvents(InputStream body) throws IOException, InterruptedException {
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String name = "message";
        String id = null;
        var data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heardNanos = System.nanoTime();
            if (line.isEmpty() && !data.isEmpty()) {
                words.put(new Event(name, id, ServerApiClient.tree(data.toString())));
                lastEvent = id == null ? lastEvent : id;
            }
            if (line.isEmpty()) {
                name = "message";
                id = null;
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data.append(line, 5, line.length()).append('\n');
            }
        }
    }

    private void closeStream() {
        InputStream stream = open;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                trouble = "The connection could not be closed: " + e;
            }
        }
    }
}
