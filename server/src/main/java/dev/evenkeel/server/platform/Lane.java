// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// So many requests of one kind at once; some more wait for a moment, in the order in which they came. Thread-safe.
final class Lane {
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int mostWaiting;
    private final long waitNanos;
    private final Limit limit;

    /// @param name of the limit
    /// @param atOnce 1 or more
    /// @param mostWaiting 0 or more
    Lane(Limits limits, String name, int atOnce, int mostWaiting, Duration wait) {
        this.places = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
        this.waitNanos = wait.toNanos();
        this.limit = limits.of(name, atOnce, () -> atOnce - places.availablePermits());
    }

    /// Takes a place, to be given back with [#leave]; false when there is none in time.
    boolean enter() throws InterruptedException {
        if (places.tryAcquire()) {
            return true;
        }
        try {
            if (waiting.incrementAndGet() <= mostWaiting && places.tryAcquire(waitNanos, TimeUnit.NANOSECONDS)) {
                return true;
            }
        } finally {
            waiting.decrementAndGet();
        }
        limit.refuse();
        return false;
    }

    void leave() {
        places.release();
    }
}
