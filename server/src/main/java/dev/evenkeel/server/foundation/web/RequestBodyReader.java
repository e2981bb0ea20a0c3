// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.limits.LimitRefusalCounter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.limits.RequestSender;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Reader of request bodies, with a timeout. Thread-safe.
@Component
class RequestBodyReader {
    private static final int CHUNK = 16_384;
    private static final int CHUNK_OF_STRANGERS = 1_024;
    private static final int MOST_DISCARDED = 10_000_000;
    private static final int SLOW_SECONDS = 1;
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(SLOW_SECONDS);

    private final LongSupplier nanoTicker;
    private final SlowBodyConcurrencyLimiter slowBodies;
    private final int mostSeconds;
    private final LimitRefusalCounter time;

    RequestBodyReader(
            LongSupplier nanoTicker,
            SlowBodyConcurrencyLimiter slowBodies,
            LimitRegistry limits,
            @Value("${evenkeel.body-timeout-seconds}") int mostSeconds) {
        this.nanoTicker = nanoTicker;
        this.slowBodies = slowBodies;
        this.mostSeconds = mostSeconds;
        this.time = limits.register("body-seconds", mostSeconds);
    }

    /// Whether the headers announce a body.
    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /// Reads a body; of a body larger than the limit, one byte more than the limit.
    ///
    /// @param limit at least the announced content length, if any
    /// @throws MalformedOrOverLimitException when the body arrives too slowly, or too much memory is in use
    byte[] read(HttpServletRequest request, int limit, RequestBodyMemoryLimiter.MemoryClaim memory) throws IOException {
        long length = request.getContentLengthLong();
        int end = length >= 0 ? (int) length : limit + 1;
        int first = RequestSender.findByRequest(request) == null ? CHUNK_OF_STRANGERS : CHUNK;
        byte[] body = new byte[claimed(memory, 0, Math.min(first, end))];
        int size = 0;
        try (BodyReadTimer watch = new BodyReadTimer(request)) {
            while (size < end) {
                if (size == body.length) {
                    body = Arrays.copyOf(body, claimed(memory, size, Math.min(2 * size, end)));
                }
                int more = watch.read(request.getInputStream(), body, size);
                if (more < 0) {
                    break;
                }
                size += more;
            }
        }
        return size == body.length ? body : Arrays.copyOf(body, size);
    }

    private static int claimed(RequestBodyMemoryLimiter.MemoryClaim memory, int before, int after) {
        if (memory.add(after - before)) {
            return after;
        }
        throw new MalformedOrOverLimitException(
                ProblemCode.OVERLOADED,
                "The request bodies of all clients, or of this client, use all memory reserved for them. The request"
                        + " was not processed.",
                "Retry in a second, with fewer or smaller concurrent requests.");
    }

    /// Reads and discards the rest of a body that is too large, so that its sender receives the response.
    void discard(HttpServletRequest request) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (BodyReadTimer watch = new BodyReadTimer(request)) {
            for (int size = 0; size < MOST_DISCARDED; ) {
                int more = watch.read(request.getInputStream(), chunk, 0);
                if (more < 0) {
                    return;
                }
                size += more;
            }
        }
    }

    /// The read timeout of one body.
    private final class BodyReadTimer implements AutoCloseable {
        private final HttpServletRequest request;
        private final long begun = nanoTicker.getAsLong();
        private @Nullable List<String> slow;

        BodyReadTimer(HttpServletRequest request) {
            this.request = request;
        }

        int read(InputStream from, byte[] into, int offset) throws IOException {
            int more;
            try {
                more = from.read(into, offset, into.length - offset);
            } catch (SocketTimeoutException e) {
                throw tooSlow(e);
            }
            long elapsed = nanoTicker.getAsLong() - begun;
            if (elapsed > TimeUnit.SECONDS.toNanos(mostSeconds)) {
                throw tooSlow(null);
            }
            if (elapsed > SLOW_NANOS && slow == null) {
                List<String> owners = owners();
                if (!slowBodies.tryAcquire(owners)) {
                    throw tooManySlow();
                }
                slow = owners;
            }
            return more;
        }

        private List<String> owners() {
            String address = "address " + request.getRemoteAddr();
            RequestSender sender = RequestSender.findByRequest(request);
            return sender == null ? List.of(address) : List.of(address, "sender " + sender.senderId());
        }

        private MalformedOrOverLimitException tooSlow(@Nullable Throwable cause) {
            time.recordRefusal();
            MalformedOrOverLimitException refused = new MalformedOrOverLimitException(
                    ProblemCode.REQUEST_TIMEOUT,
                    "The request body did not arrive within " + mostSeconds + " s. The request was not processed.",
                    "Send smaller requests, or use a faster connection.");
            refused.initCause(cause);
            return refused;
        }

        private MalformedOrOverLimitException tooManySlow() {
            return new MalformedOrOverLimitException(
                    ProblemCode.REQUEST_TIMEOUT,
                    "The request body did not arrive within " + SLOW_SECONDS + " s, and " + slowBodies.max()
                            + " other requests of this client or address are also slow. The request was not processed.",
                    "Send each body without pauses, over fewer connections, or raise evenkeel.max-slow-bodies.");
        }

        @Override
        public void close() {
            if (slow != null) {
                slowBodies.release(slow);
            }
        }
    }
}
