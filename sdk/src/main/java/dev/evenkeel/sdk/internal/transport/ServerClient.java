// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.transport;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The server's endpoints, by the JDK's HTTP client. Thread-safe.
public final class ServerClient {
    private static final int MOST_REPLY_BYTES = 1_000_000;

    private final HttpClient client;
    private final String base;
    private final String authorization;
    private final String instance;
    /* What the server recognises batches of this process by, so that nobody else can use up their numbers. */
    private final String secret = UUID.randomUUID().toString();
    private final Duration requestTimeout;
    private final LongSupplier nanoTicker;

    /// @param instance name of this process
    /// @param nanoTicker nanoseconds since any fixed moment
    public ServerClient(EvenkeelConfig config, String instance, LongSupplier nanoTicker) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.requestTimeout())
                .build();
        this.base = config.server().toString().replaceFirst("/+$", "");
        this.authorization = "Bearer " + config.sdkKey();
        this.instance = instance;
        this.requestTimeout = config.requestTimeout();
        this.nanoTicker = nanoTicker;
    }

    /// Asks for the flags.
    ///
    /// @param inForce the flags that are here; null asks in any case
    public StreamedResponse flags(@Nullable FlagSet inForce) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/sdk/v1/flags").header("Accept", "application/json");
        if (inForce != null) {
            request.header("If-None-Match", inForce.etag());
            proveRevision(request, inForce);
        }
        return StreamedResponse.to(request.build(), client, requestTimeout, nanoTicker);
    }

    /// Opens the stream and says who reads it; its body goes on for as long as the server likes.
    ///
    /// @param inForce the flags that are here, which the server need not send again; null sends all
    public StreamedResponse stream(@Nullable FlagSet inForce) throws IOException, InterruptedException {
        String have = inForce == null ? "" : "&have=" + inForce.tag();
        HttpRequest.Builder request = request("/sdk/v1/stream?deltas=true" + have)
                .header("Accept", "text/event-stream")
                .header("Evenkeel-Instance", instance);
        if (inForce != null) {
            proveRevision(request, inForce);
        }
        return StreamedResponse.to(request.build(), client, requestTimeout, nanoTicker);
    }

    /* So that a server whose database has lost this revision notices. */
    private static void proveRevision(HttpRequest.Builder request, FlagSet inForce) {
        if (inForce.revisionToken() != null) {
            request.header("Evenkeel-Revision-Token", inForce.revisionToken());
        }
    }

    /// Posts a batch and reads the answer to its end, so that the connection serves the next batch.
    ///
    public BatchReply outcomes(BodyPublisher batch) throws IOException, InterruptedException {
        return reply(postOf("/sdk/v1/outcomes", batch)
                .header("Evenkeel-Instance-Secret", secret)
                .build());
    }

    /// An answer that was read to its end.
    ///
    /// @param retryAfter how long the server asks to wait; zero when it does not
    public record BatchReply(int status, String text, Duration retryAfter) {}

    /// Posts a report of the use of flags.
    ///
    /// @return the answer's status
    public int use(BodyPublisher report) throws IOException, InterruptedException {
        return status(post("/sdk/v1/usage", report));
    }

    /// Says that a pass over both stores of a migration begins.
    ///
    /// @return the server's answer
    /// @throws IOException also when the server refuses it
    public String beginPass(BodyPublisher begin) throws IOException, InterruptedException {
        HttpRequest request = post("/sdk/v1/reconciliations", begin);
        try (StreamedResponse answer = StreamedResponse.to(request, client, requestTimeout, nanoTicker)) {
            String text = answer.text(requestTimeout, MOST_REPLY_BYTES);
            if (!StreamedResponse.isSuccess(answer.status())) {
                throw new IOException("the server answered " + answer.status() + ": " + text);
            }
            return text;
        }
    }

    /// Tells how far a pass is.
    ///
    /// @return the answer's status
    public int passReport(String pass, BodyPublisher report) throws IOException, InterruptedException {
        return status(request("/sdk/v1/reconciliations/" + pass)
                .timeout(requestTimeout)
                .header("Content-Type", "application/json")
                .PUT(report)
                .build());
    }

    private int status(HttpRequest request) throws IOException, InterruptedException {
        return reply(request).status();
    }

    private BatchReply reply(HttpRequest request) throws IOException, InterruptedException {
        try (StreamedResponse answer = StreamedResponse.to(request, client, requestTimeout, nanoTicker)) {
            String text = answer.text(requestTimeout, MOST_REPLY_BYTES);
            return new BatchReply(answer.status(), text, retryAfter(answer));
        }
    }

    /* The form with a date is not used by our servers. */
    private static Duration retryAfter(StreamedResponse answer) {
        String seconds = answer.header("Retry-After");
        return seconds != null && seconds.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : Duration.ZERO;
    }

    /// Posts an acknowledgement without waiting for the answer.
    ///
    /// @return whether the server took it, to come; never exceptional
    public CompletableFuture<Boolean> acknowledge(byte[] ack) {
        return StreamedResponse.taken(post("/sdk/v1/acks", BodyPublishers.ofByteArray(ack)), client, requestTimeout);
    }

    /// Says that this process ends.
    ///
    /// @return the answer's status
    public int leave() throws IOException, InterruptedException {
        return status(request("/sdk/v1/clients/" + instance)
                .DELETE()
                .timeout(requestTimeout)
                .build());
    }

    private HttpRequest post(String path, BodyPublisher json) {
        return postOf(path, json).build();
    }

    private HttpRequest.Builder postOf(String path, BodyPublisher json) {
        return request(path)
                .timeout(requestTimeout)
                .header("Content-Type", "application/json")
                .POST(json);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", authorization);
    }
}
