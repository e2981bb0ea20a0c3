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

/// The client of the server's endpoints, based on the JDK's HTTP client. Thread-safe.
public final class ServerClient {
    private static final int MOST_REPLY_BYTES = 1_000_000;

    private final HttpClient client;
    private final String base;
    private final String authorization;
    private final String instance;
    /* Authenticates batches of this process to the server, so that no other process can use its sequence numbers. */
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

    /// Requests the flags.
    ///
    /// @param current active flags; null requests them unconditionally
    public StreamedResponse getFlags(@Nullable FlagSet current) throws IOException, InterruptedException {
        HttpRequest.Builder request = requestBuilder("/sdk/v1/flags").header("Accept", "application/json");
        if (current != null) {
            request.header("If-None-Match", current.etag());
            addRevisionToken(request, current);
        }
        return StreamedResponse.send(request.build(), client, requestTimeout, nanoTicker);
    }

    /// Opens the stream and identifies this process; its body has no end unless the server closes it.
    ///
    /// @param current active flags, which the server need not send again; null requests all
    public StreamedResponse openStream(@Nullable FlagSet current) throws IOException, InterruptedException {
        String have = current == null ? "" : "&have=" + current.tag();
        HttpRequest.Builder request = requestBuilder("/sdk/v1/stream?deltas=true" + have)
                .header("Accept", "text/event-stream")
                .header("Evenkeel-Instance", instance);
        if (current != null) {
            addRevisionToken(request, current);
        }
        return StreamedResponse.send(request.build(), client, requestTimeout, nanoTicker);
    }

    /* Allows a server whose database has lost this revision to detect that. */
    private static void addRevisionToken(HttpRequest.Builder request, FlagSet current) {
        if (current.revisionToken() != null) {
            request.header("Evenkeel-Revision-Token", current.revisionToken());
        }
    }

    /// Posts a batch and reads the response to its end, so that the connection can be reused for the next
    /// batch.
    public BatchReply postOutcomes(BodyPublisher batch) throws IOException, InterruptedException {
        return send(postRequestBuilder("/sdk/v1/outcomes", batch)
                .header("Evenkeel-Instance-Secret", secret)
                .build());
    }

    /// A complete response.
    ///
    /// @param retryAfter pause requested by the server; zero for none
    public record BatchReply(int status, String text, Duration retryAfter) {}

    /// Posts a usage report.
    ///
    /// @return the status of the response
    public int postUsage(BodyPublisher report) throws IOException, InterruptedException {
        return sendForStatus(postRequest("/sdk/v1/usage", report));
    }

    /// Reports the start of a reconciliation pass over both stores of a migration.
    ///
    /// @return the server's response
    /// @throws IOException also when the server rejects it
    public String postPassBegin(BodyPublisher begin) throws IOException, InterruptedException {
        HttpRequest request = postRequest("/sdk/v1/reconciliations", begin);
        try (StreamedResponse response = StreamedResponse.send(request, client, requestTimeout, nanoTicker)) {
            String text = response.readText(requestTimeout, MOST_REPLY_BYTES);
            if (!StreamedResponse.isSuccess(response.status())) {
                throw new IOException("the server responded with status " + response.status() + ": " + text);
            }
            return text;
        }
    }

    /// Reports the progress of a pass.
    ///
    /// @return the status of the response
    public int postPassReport(String pass, BodyPublisher report) throws IOException, InterruptedException {
        return sendForStatus(requestBuilder("/sdk/v1/reconciliations/" + pass)
                .timeout(requestTimeout)
                .header("Content-Type", "application/json")
                .PUT(report)
                .build());
    }

    private int sendForStatus(HttpRequest request) throws IOException, InterruptedException {
        return send(request).status();
    }

    private BatchReply send(HttpRequest request) throws IOException, InterruptedException {
        try (StreamedResponse response = StreamedResponse.send(request, client, requestTimeout, nanoTicker)) {
            String text = response.readText(requestTimeout, MOST_REPLY_BYTES);
            return new BatchReply(response.status(), text, retryAfter(response));
        }
    }

    /* The format with a date is not used by our servers. */
    private static Duration retryAfter(StreamedResponse response) {
        String seconds = response.header("Retry-After");
        return seconds != null && seconds.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : Duration.ZERO;
    }

    /// Posts an acknowledgement without waiting for the response.
    ///
    /// @return a future of whether the server accepted it; never exceptional
    public CompletableFuture<Boolean> acknowledge(byte[] ack) {
        return StreamedResponse.sendAsync(
                postRequest("/sdk/v1/acks", BodyPublishers.ofByteArray(ack)), client, requestTimeout);
    }

    /// Signs off this process.
    ///
    /// @return the status of the response
    public int deregister() throws IOException, InterruptedException {
        return sendForStatus(requestBuilder("/sdk/v1/clients/" + instance)
                .DELETE()
                .timeout(requestTimeout)
                .build());
    }

    private HttpRequest postRequest(String path, BodyPublisher json) {
        return postRequestBuilder(path, json).build();
    }

    private HttpRequest.Builder postRequestBuilder(String path, BodyPublisher json) {
        return requestBuilder(path)
                .timeout(requestTimeout)
                .header("Content-Type", "application/json")
                .POST(json);
    }

    private HttpRequest.Builder requestBuilder(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", authorization);
    }
}
