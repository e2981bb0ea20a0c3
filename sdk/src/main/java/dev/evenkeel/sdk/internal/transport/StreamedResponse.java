// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A response of the server with a streamed body. Every wait has a timeout.
public final class StreamedResponse implements AutoCloseable {
    /*
     * The JDK's client limits only the wait for a response's head, and delivers asynchronous responses on the common
     * pool, which may be full of the host's work. Head and body are therefore received in the body handler, where the
     * client's own threads deliver them.
     */
    private final ResponseInfo head;
    private final ResponseBodyChunkReader body;
    private final Future<?> exchange;
    private final LongSupplier nanoTicker;

    private StreamedResponse(
            ResponseInfo head, ResponseBodyChunkReader body, Future<?> exchange, LongSupplier nanoTicker) {
        this.head = head;
        this.body = body;
        this.exchange = exchange;
        this.nanoTicker = nanoTicker;
    }

    /// Sends a request and waits for the head of the response.
    static StreamedResponse send(HttpRequest request, HttpClient client, Duration longestWait, LongSupplier nanoTicker)
            throws IOException, InterruptedException {
        var head = new CompletableFuture<ResponseInfo>();
        var body = new ResponseBodyChunkReader();
        Future<?> exchange = exchange(request, client, head, BodySubscribers.fromSubscriber(body));
        try {
            return new StreamedResponse(
                    head.get(longestWait.toNanos(), TimeUnit.NANOSECONDS), body, exchange, nanoTicker);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no response within " + longestWait.toMillis() + " ms", e);
        } finally {
            if (!head.isDone()) {
                exchange.cancel(true);
            }
        }
    }

    /// Sends a request without waiting, and cancels the exchange at the timeout.
    ///
    /// @return a future of whether the status of the response means success; never exceptional
    static CompletableFuture<Boolean> sendAsync(HttpRequest request, HttpClient client, Duration longestWait) {
        var head = new CompletableFuture<ResponseInfo>();
        Future<?> exchange = exchange(request, client, head, BodySubscribers.discarding());
        CompletableFuture.delayedExecutor(longestWait.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(() -> exchange.cancel(true));
        return head.handle((info, failure) -> failure == null && isSuccess(info.statusCode()));
    }

    public static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    private static Future<?> exchange(
            HttpRequest request, HttpClient client, CompletableFuture<ResponseInfo> head, BodySubscriber<Void> body) {
        var exchange = client.sendAsync(request, info -> {
            head.complete(info);
            return body;
        });
        var unused = exchange.exceptionally(problem -> {
            head.completeExceptionally(problem);
            return null;
        });
        return exchange;
    }

    public int status() {
        return head.statusCode();
    }

    /// Returns the first header with a name; null when there is none.
    @Nullable
    String header(String name) {
        return head.headers().firstValue(name).orElse(null);
    }

    /// Returns the next chunk of the body.
    ///
    /// @return null at its end
    /// @throws IOException when the connection breaks, or no chunk arrives in time
    public @Nullable List<ByteBuffer> readNext(Duration longestWait) throws IOException, InterruptedException {
        return body.readNext(longestWait);
    }

    /// Whether [#readNext] can return a chunk at once.
    public boolean hasMore() {
        return body.hasMore();
    }

    /// Reads the rest of the body.
    ///
    /// @param longestWait timeout for all of it
    /// @param mostBytes maximum size of all of it
    /// @throws IOException when the connection breaks, the body is longer, or does not end in time
    public String readText(Duration longestWait, int mostBytes) throws IOException, InterruptedException {
        long deadline = nanoTicker.getAsLong() + longestWait.toNanos();
        var text = new ByteArrayOutputStream();
        for (List<ByteBuffer> piece = readNext(until(deadline)); piece != null; piece = readNext(until(deadline))) {
            for (ByteBuffer bytes : piece) {
                if (text.size() + bytes.remaining() > mostBytes) {
                    throw new IOException("the response is longer than " + mostBytes + " bytes");
                }
                while (bytes.hasRemaining()) {
                    text.write(bytes.get());
                }
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private Duration until(long deadline) throws IOException {
        long left = deadline - nanoTicker.getAsLong();
        if (left <= 0) {
            throw new IOException("the response did not complete in time");
        }
        return Duration.ofNanos(left);
    }

    /// Cancels the rest of the body.
    @Override
    public void close() {
        body.close();
        exchange.cancel(true);
    }
}
