// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.sdk.EvenkeelConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The server's endpoints, by the JDK's HTTP client. Thread-safe.
final class Transport {
    private static final int SUCCESS = 2;

    private final HttpClient client;
    private final String base;
    private final String authorization;
    private final Duration requestTimeout;

    Transport(EvenkeelConfig config) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.requestTimeout())
                .build();
        this.base = config.server().toString().replaceFirst("/+$", "");
        this.authorization = "Bearer " + config.sdkKey();
        this.requestTimeout = config.requestTimeout();
    }

    /// Asks for the flags.
    ///
    /// @param etag of the flags that are here; null asks in any case
    HttpResponse<String> flags(@Nullable String etag) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/sdk/v1/flags").header("Accept", "application/json");
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        return answer(request.build(), BodyHandlers.ofString());
    }

    /// Opens the stream; its body goes on for as long as the server likes.
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> stream() throws IOException, InterruptedException {
        HttpRequest request = request("/sdk/v1/stream")
                .header("Accept", "text/event-stream")
                .header("Cache-Control", "no-cache")
                .build();
        return answer(request, BodyHandlers.ofPublisher());
    }

    /// Posts a batch.
    ///
    /// @return the answer's status
    int outcomes(BodyPublisher batch) throws IOException, InterruptedException {
        return answer(post("/sdk/v1/outcomes", batch), BodyHandlers.discarding())
                .statusCode();
    }

    /// Posts an acknowledgement without waiting for the answer.
    ///
    /// @return whether the server took it, to come; never exceptional
    CompletableFuture<Boolean> acknowledge(byte[] ack) {
        return client.sendAsync(post("/sdk/v1/acks", BodyPublishers.ofByteArray(ack)), BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null && answer.statusCode() / 100 == SUCCESS);
    }

    private HttpRequest post(String path, BodyPublisher json) {
        return request(path)
                .timeout(requestTimeout)
                .header("Content-Type", "application/json")
                .POST(json)
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", authorization);
    }

    /// Waits for the whole answer, which the client's own timeout does not limit; of the stream, for its
    /// headers.
    private <T> HttpResponse<T> answer(HttpRequest request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        try {
            return answer.get(requestTimeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException(cause);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + requestTimeout.toMillis() + " ms", e);
        } finally {
            answer.cancel(true);
        }
    }
}
