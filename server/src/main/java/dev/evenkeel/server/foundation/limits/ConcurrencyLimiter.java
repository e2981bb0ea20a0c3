// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A limit on concurrent requests of one kind, with a bounded FIFO queue and a timeout. Thread-safe.
public final class ConcurrencyLimiter {
    private final int atOnce;
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int mostWaiting;
    private final long waitNanos;

    /// @param atOnce 1 or more
    /// @param mostWaiting 0 or more
    public ConcurrencyLimiter(int atOnce, int mostWaiting, Duration wait) {
        this.atOnce = atOnce;
        this.places = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
        this.waitNanos = wait.toNanos();
    }

    /// Acquires a place, to be released with [#release]; false when none is free in time.
    public boolean tryAcquire() {
        if (places.tryAcquire()) {
            return true;
        }
        try {
            return waiting.incrementAndGet() <= mostWaiting && places.tryAcquire(waitNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    /// Whether [#tryAcquire] would fail immediately.
    boolean isFull() {
        return waiting.get() >= mostWaiting && places.availablePermits() == 0;
    }

    /// Releases a place.
    public void release() {
        places.release();
    }

    /// Returns the number of places.
    int maxConcurrent() {
        return atOnce;
    }

    /// Returns the number of acquired places.
    public int inUse() {
        return atOnce - places.availablePermits();
    }
}
