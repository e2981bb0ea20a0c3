// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.sdk.EvenkeelConfig;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Flushes outcomes in the rhythm that the flags in force ask for; failures of calls never hasten it. The
/// loop of one thread; ends after a last flush when it is told to, or at once when that thread is
/// interrupted.
final class FlushLoop implements Runnable {
    private final OutcomeFlusher flusher;
    private final FlagStore store;
    private final LongSupplier nanoTicker;
    private final long intervalNanos;
    private final long idleIntervalNanos;
    private final Mistakes mistakes;
    private long lastFlushNanos;
    private boolean closing;

    FlushLoop(
            OutcomeFlusher flusher,
            FlagStore store,
            Mistakes mistakes,
            LongSupplier nanoTicker,
            EvenkeelConfig config) {
        this.mistakes = mistakes;
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
        } catch (RuntimeException | Error e) {
            mistakes.survived(e);
        }
    }
}
