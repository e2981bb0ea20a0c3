// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import java.util.concurrent.atomic.AtomicLongArray;

/// A limit on requests in a second, for each caller: steady at the rate, and as much at once as fits two
/// seconds.
///
/// The generic cell rate algorithm (ITU-T I.371): of each caller only the time is kept at which it has used
/// up what it got. Callers share [#CALLERS] places by their hash, so memory is bounded and no credential is
/// kept. Thread-safe.
public final class CallerRateLimiter {
    private static final int CALLERS = 1 << 12;
    private static final long NANOS = 1_000_000_000;
    private static final long BURST = 2 * NANOS;

    private final long interval;
    private final long start;
    private final AtomicLongArray usedUntil = new AtomicLongArray(CALLERS);

    /// @param perSecond requests in a second, 1 or more
    /// @param nowNanos time of a steady clock
    public CallerRateLimiter(int perSecond, long nowNanos) {
        if (perSecond < 1 || perSecond > NANOS) {
            throw new IllegalArgumentException(
                    "a limit is 1 to " + NANOS + " requests in a second, got " + perSecond + "; raise it");
        }
        this.interval = NANOS / perSecond;
        this.start = nowNanos;
    }

    /// Lets one request of a caller pass, or says how long to wait.
    ///
    /// @param caller any hash of who it is
    /// @return 0 when it passes, else whole seconds until one will, 1 or more
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
