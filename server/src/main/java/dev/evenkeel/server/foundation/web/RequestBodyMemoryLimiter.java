// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.limits.LimitRefusalCounter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// The limit on the memory of request bodies, from their first byte until the response: an eighth of the heap
/// in total, half of that for one sender. Thread-safe.
@Component
class RequestBodyMemoryLimiter {
    /* The smallest heap still has room for one flag definition and as much again. */
    private static final int LEAST = 40_000_000;
    private static final int MOST = 1_000_000_000;
    private static final int PART_OF_HEAP = 8;

    private final int most;
    private final AtomicLong used = new AtomicLong();
    private final Map<String, Long> bySender = new ConcurrentHashMap<>();
    private final LimitRefusalCounter limit;

    RequestBodyMemoryLimiter(LimitRegistry limits) {
        this.most = Math.clamp(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, LEAST, MOST);
        this.limit = limits.register("body-memory-bytes", most, used::intValue);
    }

    /// Creates an empty claim for one request.
    ///
    /// @param sender empty for all unauthenticated requests together
    MemoryClaim claim(String sender) {
        return new MemoryClaim(sender);
    }

    /// The memory claimed by one request's body.
    final class MemoryClaim implements AutoCloseable {
        private final String sender;
        private long bytes;

        private MemoryClaim(String sender) {
            this.sender = sender;
        }

        /// Claims more bytes; false when the server or the sender exceeds its limit.
        boolean add(int more) {
            bytes += more;
            long ofAll = used.addAndGet(more);
            long ofSender = bySender.merge(sender, (long) more, Long::sum);
            boolean fits = ofAll <= most && ofSender <= most / 2;
            if (!fits) {
                limit.recordRefusal();
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
