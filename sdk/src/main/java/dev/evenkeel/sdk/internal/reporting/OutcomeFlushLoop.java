// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.reporting;

import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.internal.delivery.FlagStore;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The task that flushes outcomes and related reports at the interval for the active flags; failed calls
/// never shorten it. The loop of one thread; ends after a last flush when it is closed, or at once when that
/// thread is interrupted.
public final class OutcomeFlushLoop implements Runnable {
    /// A process without a batch for longer soon counts as silent, which holds its rollouts.
    private static final long LONGEST_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final FlushAction sending;
    private final FlagStore store;
    private final LongSupplier nanoTicker;
    private final long intervalNanos;
    private final long idleIntervalNanos;
    private final InternalErrorCounter errorLog;
    private long lastFlushNanos;
    private boolean closing;

    public OutcomeFlushLoop(
            FlushAction sending,
            FlagStore store,
            InternalErrorCounter errorLog,
            LongSupplier nanoTicker,
            EvenkeelConfig config) {
        this.errorLog = errorLog;
        this.sending = sending;
        this.store = store;
        this.nanoTicker = nanoTicker;
        this.intervalNanos = Math.min(config.flushInterval().toNanos(), LONGEST_INTERVAL_NANOS);
        this.idleIntervalNanos = config.idleFlushInterval().toNanos();
        this.lastFlushNanos = nanoTicker.getAsLong();
    }

    /// An action that sends the pending data.
    @FunctionalInterface
    public interface FlushAction {
        /// @param last whether it is the last flush
        void send(boolean last) throws InterruptedException;
    }

    @Override
    public void run() {
        try {
            boolean goOn = true;
            while (goOn) {
                goOn = awaitDue();
                flush(!goOn);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Called when other flags are active, which may change the interval.
    public synchronized void flagsChanged() {
        notifyAll();
    }

    /// Requests a last flush.
    public synchronized void close() {
        closing = true;
        notifyAll();
    }

    /// @return whether another flush follows
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
        boolean idle =
                !store.current().hasRolloutsOrExperiments() && store.retired().isEmpty();
        return (idle ? idleIntervalNanos : intervalNanos) - (nanoTicker.getAsLong() - lastFlushNanos);
    }

    private void flush(boolean last) throws InterruptedException {
        try {
            sending.send(last);
        } catch (RuntimeException | Error e) {
            errorLog.record(e);
        }
    }
}
