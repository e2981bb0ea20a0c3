// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import java.util.concurrent.atomic.AtomicLongArray;

/// A rate limiter per caller in requests per second, with bursts of up to two seconds' worth.
///
/// The generic cell rate algorithm (ITU-T I.371): stores for each caller only the time at which it has used up
/// its allowance. Callers share [#CALLERS] slots by hash, so memory is bounded and no credentials are stored.
/// Thread-safe.
public final class CallerRateLimiter {
    private static final int CALLERS = 1 << 12;
    private static final long NANOS = 1_000_000_000;
    private static final long BURST = 2 * NANOS;

    private final long interval;
    private final long start;
    private final AtomicLongArray usedUntil = new AtomicLongArray(CALLERS);

    /// @param perSecond requests per second, 1 or more
    /// @param nowNanos time of a monotonic clock
    public CallerRateLimiter(int perSecond, long nowNanos) {
        if (perSecond < 1 || perSecond > NANOS) {
            throw new IllegalArgumentException(
                    "Invalid rate limit " + perSecond + ". Specify 1 to " + NANOS + " requests per second.");
        }
        this.interval = NANOS / perSecond;
        this.start = nowNanos;
    }

    /// Admits a request of a caller, or returns how long to wait.
    ///
    /// @param caller any hash of the caller's identity
    /// @return 0 when admitted, else whole seconds until the next request is admitted, 1 or more
    public long admit(int caller, long nowNanos) {
        long now = nowNanos - start;
        int place = caller & (CALLERS - 1);
        while (true) {
            long used = usedUntil.get(place);
            long next = Math.max(used, now) + interval;
            long tooMuch = next - now - BURST;
            if (tooMuch > 0) {
                return (tooMuch + NANOS - 1) / NANOS;
            }
            if (usedUntil.compareAndSet(place, used, next)) {
                return 0;
            }
        }
    }
}
