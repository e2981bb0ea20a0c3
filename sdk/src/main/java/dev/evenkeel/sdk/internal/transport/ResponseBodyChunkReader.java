// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The chunks of a streamed body, one at a time and with a timeout, which the JDK's input stream lacks.
final class ResponseBodyChunkReader implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    private record ChunkOrEnd(
            @Nullable List<ByteBuffer> bytes, @Nullable Throwable failure) {}

    private final BlockingQueue<ChunkOrEnd> signals = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;

    /// Waits for the next chunk and requests one more.
    ///
    /// @return null at the end of the body
    /// @throws IOException when the connection breaks, or no chunk arrives in time
    @Nullable
    List<ByteBuffer> readNext(Duration longestWait) throws IOException, InterruptedException {
        ChunkOrEnd signal = signals.poll(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        if (signal == null) {
            throw new IOException("the stream was silent for " + longestWait.toMillis() + " ms");
        }
        if (signal.failure() != null) {
            throw new IOException("the stream was interrupted", signal.failure());
        }
        request();
        return signal.bytes();
    }

    /// Whether [#readNext] can return a chunk at once.
    boolean hasMore() {
        return !signals.isEmpty();
    }

    /// Cancels the body.
    @Override
    public void close() {
        closed = true;
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        subscription = opened;
        if (closed) {
            opened.cancel();
        } else {
            opened.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        signals.add(new ChunkOrEnd(bytes, null));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new ChunkOrEnd(null, failure));
    }

    @Override
    public void onComplete() {
        signals.add(new ChunkOrEnd(null, null));
    }

    private void request() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.request(1);
        }
    }
}
