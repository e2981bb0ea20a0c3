// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.sdk.EvenkeelConfig;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Flushes outcomes in the rhythm that the flags in force ask for; failures of calls never hasten it. The
/// loop of one thread; ends after a last flush when it is told to, or at once when that thread is
/// interrupted.
final class FlushLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final OutcomeFlusher flusher;
    private final FlagStore store;
    private final LongSupplier nanoTicker;
    private final long intervalNanos;
    private final long idleIntervalNanos;
    private final LongAdder mistakes = new LongAdder();
    private long lastFlushNanos;
    private boolean closing;

    FlushLoop(OutcomeFlusher flusher, FlagStore store, LongSupplier nanoTicker, EvenkeelConfig config) {
        this.flusher = flusher;
        this.store = store;
        this.nanoTicker = nanoTicker;
        this.intervalNanos = config.flushInterval().toNanos();
        this.idleIntervalNanos = config.idleFlushInterval().toNanos();
        this.lastFlushNanos = nanoTicker.getAsLong();
    }

    @Override
    public void run() {
        try {
            boolean goOn = true;
            while (goOn) {
                goOn = awaitDue();
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Other flags are in force; the rhythm may have changed.
    synchronized void flagsChanged() {
        notifyAll();
    }

    /// Asks for a last flush.
    synchronized void close() {
        closing = true;
        notifyAll();
    }

    /// Mistakes of the SDK itself that the loop survived.
    long mistakes() {
        return mistakes.sum();
    }

    /// @return whether another flush is to come
    private synchronized boolean awaitDue() throws InterruptedException {
        long remaining = remaining();
        while (!closing && remaining > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, remaining);
            remaining = remaining();
        }
        lastFlushNanos = nanoTicker.getAsLong();
        return !closing;
    }

    private long remaining() {
        boolean idle = store.current().rollouts().isEmpty();
        return (idle ? idleIntervalNanos : intervalNanos) - (nanoTicker.getAsLong() - lastFlushNanos);
    }

    private void flush() throws InterruptedException {
        try {
            flusher.flush();
        } catch (RuntimeException e) {
            mistakes.increment();
            if (mistakes.sum() == 1) {
                LOG.log(Level.ERROR, "Evenkeel's outcome thread made a mistake and goes on", e);
            }
        }
    }
}
