// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.limits.LimitMeter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Bounds the memory that bodies of requests take, from their first byte until they are answered: an eighth of
/// the heap for all, half of it for one sender. Thread-safe.
@Component
class RequestBodyMemoryLimiter {
    /* One definition of a flag, and as much beside it, fits into the smallest. */
    private static final int LEAST = 40_000_000;
    private static final int MOST = 1_000_000_000;
    private static final int PART_OF_HEAP = 8;

    private final int most;
    private final AtomicLong used = new AtomicLong();
    private final Map<String, Long> bySender = new ConcurrentHashMap<>();
    private final LimitMeter limit;

    RequestBodyMemoryLimiter(LimitRegistry limits) {
        this.most = Math.clamp(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, LEAST, MOST);
        this.limit = limits.of("body-memory-bytes", most, used::intValue);
    }

    /// What one request takes, nothing to begin with.
    ///
    /// @param sender empty for all requests without a caller together
    MemoryClaim claim(String sender) {
        return new MemoryClaim(sender);
    }

    /// The memory of one request's body. For one thread.
    final class MemoryClaim implements AutoCloseable {
        private final String sender;
        private long bytes;

        private MemoryClaim(String sender) {
            this.sender = sender;
        }

        /// Takes more; false when the server or the sender has too much of it in use.
        boolean add(int more) {
            bytes += more;
            long ofAll = used.addAndGet(more);
            long ofSender = bySender.merge(sender, (long) more, Long::sum);
            boolean fits = ofAll <= most && ofSender <= most / 2;
            if (!fits) {
                limit.refuse();
            }
            return fits;
        }

        @Override
        public void close() {
            used.addAndGet(-bytes);
            bySender.computeIfPresent(sender, (name, all) -> all > bytes ? (Long) (all - bytes) : null);
        }
    }
}
