// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.http.HttpResponseParser;
import dev.evenkeel.benchmarks.http.RequestSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// Senders that abandon a request whose response does not arrive in time, and that send the same request again
/// until it is accepted. Used once.
final class ImpatientSenders {
    private static final int BUFFER = 4_096;

    /* A client that is refused tries again soon, and ignores Retry-After. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final InetSocketAddress server;
    private final Duration timeout;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();
    private volatile boolean stopped;

    /// @param timeout time after which a sender abandons a request
    ImpatientSenders(InetSocketAddress server, Duration timeout) {
        this.server = server;
        this.timeout = timeout;
    }

    /// The counts of one measurement.
    ///
    /// @param accepted requests that were accepted in time
    /// @param refused responses with another status than 200
    /// @param abandoned requests without a response in time, or whose connection failed
    record SenderCounts(long accepted, long refused, long abandoned) {
        SenderCounts minus(SenderCounts other) {
            return new SenderCounts(accepted - other.accepted, refused - other.refused, abandoned - other.abandoned);
        }
    }

    /// Runs all senders and counts after the warm-up.
    ///
    /// @param requests requests of each sender, by its number
    SenderCounts run(IntFunction<RequestSource> requests, int senders, Duration warmUp, Duration time)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < senders; i++) {
                RequestSource source = requests.apply(i);
                threads.execute(() -> send(source));
            }
            Thread.sleep(warmUp);
            SenderCounts before = counts();
            Thread.sleep(time);
            SenderCounts after = counts();
            stopped = true;
            return after.minus(before);
        }
    }

    private SenderCounts counts() {
        return new SenderCounts(accepted.get(), refused.get(), abandoned.get());
    }

    private void send(RequestSource source) {
        byte[] request = bytes(source);
        while (!stopped) {
            try (var socket = new Socket()) {
                socket.connect(server, Math.toIntExact(timeout.toMillis()));
                socket.setTcpNoDelay(true);
                while (!stopped && exchange(socket, request)) {
                    accepted.incrementAndGet();
                    request = bytes(source);
                }
            } catch (IOException e) {
                abandoned.incrementAndGet();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Sends the request and awaits its response.
    ///
    /// @return whether the server accepted the request
    /// @throws IOException when the response does not arrive in time
    private boolean exchange(Socket socket, byte[] request) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        socket.getOutputStream().write(request);
        var parser = new HttpResponseParser((bytes, from, to) -> {});
        var buffer = new byte[BUFFER];
        InputStream in = socket.getInputStream();
        while (!parser.isComplete()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IOException("no response in time");
            }
            socket.setSoTimeout(Math.toIntExact(left));
            int length = in.read(buffer);
            if (length < 0) {
                throw new IOException("the server closed the connection");
            }
            parser.read(buffer, 0, length);
        }
        if (parser.status() == 200) {
            return true;
        }
        refused.incrementAndGet();
        Thread.sleep(PAUSE);
        return false;
    }

    private static byte[] bytes(RequestSource source) {
        ByteBuffer request = source.next();
        var bytes = new byte[request.remaining()];
        request.get(bytes);
        return bytes;
    }
}
