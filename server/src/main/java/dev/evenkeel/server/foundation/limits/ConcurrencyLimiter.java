// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// So many requests of one kind at once; some more wait for a moment, in the order in which they came.
/// Thread-safe.
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

    /// Takes a place, to be given back with [#leave]; false when there is none in time.
    public boolean enter() {
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

    /// Whether [#enter] would refuse at once.
    boolean isFull() {
        return waiting.get() >= mostWaiting && places.availablePermits() == 0;
    }

    /// Gives a place back.
    public void leave() {
        places.release();
    }

    /// How many places there are.
    int atOnce() {
        return atOnce;
    }

    /// How many places are taken now.
    public int used() {
        return atOnce - places.availablePermits();
    }
}
