// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.EvenkeelListener;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.ListenerRegistration;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.SdkStats;
import dev.evenkeel.sdk.internal.call.InMemorySdkCore;
import dev.evenkeel.sdk.internal.delivery.BootstrapFileLoader;
import dev.evenkeel.sdk.internal.delivery.ConnectionHealth;
import dev.evenkeel.sdk.internal.delivery.EvenkeelListeners;
import dev.evenkeel.sdk.internal.delivery.FlagStore;
import dev.evenkeel.sdk.internal.delivery.FlagStreamFollower;
import dev.evenkeel.sdk.internal.delivery.FlagUpdateApplier;
import dev.evenkeel.sdk.internal.delivery.RevisionAcknowledger;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorLog;
import dev.evenkeel.sdk.internal.diagnostics.StalledRolloutGuardLog;
import dev.evenkeel.sdk.internal.migration.MigrationImpl;
import dev.evenkeel.sdk.internal.migration.ServerReconciliationReporter;
import dev.evenkeel.sdk.internal.persistence.BreakerTripFile;
import dev.evenkeel.sdk.internal.persistence.OverrideFileWatcher;
import dev.evenkeel.sdk.internal.persistence.SnapshotFile;
import dev.evenkeel.sdk.internal.reporting.FlagUsageReporter;
import dev.evenkeel.sdk.internal.reporting.FlushedRevisionAcknowledger;
import dev.evenkeel.sdk.internal.reporting.OutcomeBatchSender;
import dev.evenkeel.sdk.internal.reporting.OutcomeFlushLoop;
import dev.evenkeel.sdk.internal.transport.ReconnectBackoff;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The live implementation of the SDK: creates and connects all parts, and runs one thread for flags and one
/// for outcomes.
public final class LiveEvenkeel implements Evenkeel {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final String instance = UUID.randomUUID().toString();
    private final InternalErrorLog mistakes;
    private final ServerClient transport;
    private final InMemorySdkCore switchboard;
    private final BreakerTripFile tripFile;
    private final ServerReconciliationReporter passDesk;
    private final ConnectionHealth health;
    private final SnapshotFile snapshotFile;
    private final RevisionAcknowledger acknowledger;
    private final OutcomeBatchSender flusher;
    private final FlushedRevisionAcknowledger flushReport;
    private final FlagUsageReporter useReporter;
    private final OutcomeFlushLoop flushLoop;
    private final FlagStreamFollower stream;
    private final Thread flagThread;
    private final Thread outcomeThread;
    private final @Nullable Thread overrideThread;

    private LiveEvenkeel(EvenkeelConfig config) {
        LongSupplier nanoTicker = System::nanoTime;
        Clock clock = Clock.systemUTC();
        transport = new ServerClient(config, instance, nanoTicker);
        switchboard =
                InMemorySdkCore.of(instance, nanoTicker, () -> clock.millis() / 1_000, config.callStartListener());
        mistakes = switchboard.internalErrors();
        passDesk = new ServerReconciliationReporter(transport, instance);
        tripFile = new BreakerTripFile(config.snapshotFile());
        switchboard.restoreTrips(tripFile.read());
        FlagStore store = switchboard.store();
        health = new ConnectionHealth(nanoTicker, store, config.staleAfter(), switchboard.listeners());
        snapshotFile = new SnapshotFile(config.snapshotFile());
        flusher = new OutcomeBatchSender(
                switchboard, transport, clock, instance, new StalledRolloutGuardLog(config.guardStallWarningAfter()));
        acknowledger = new RevisionAcknowledger(transport, instance, store.retired(), switchboard::trips);
        flushReport = new FlushedRevisionAcknowledger(store, flusher, acknowledger);
        useReporter = new FlagUsageReporter(store, transport, instance, nanoTicker);
        flushLoop = new OutcomeFlushLoop(this::send, store, mistakes, nanoTicker, config);
        var activation = new FlagUpdateApplier(store, health, acknowledger, snapshotFile, flushLoop::flagsChanged);
        overrideThread = config.overrideFile() == null ? null : createOverrideWatcher(config.overrideFile());
        if (!activation.restore() && config.bootstrapFile() != null) {
            BootstrapFileLoader.load(config.bootstrapFile(), store, health);
        }
        var parts =
                new FlagStreamFollower.Dependencies(transport, activation, acknowledger, health, mistakes, nanoTicker);
        stream = new FlagStreamFollower(
                parts, config, new ReconnectBackoff(new SplittableRandom(), config.staleAfter()));
        flagThread = newDaemonThread("evenkeel-flags", stream);
        outcomeThread = newDaemonThread("evenkeel-outcomes", flushLoop);
    }

    /// Starts the threads and waits for the first flags as configured.
    public static Evenkeel start(EvenkeelConfig config) {
        var evenkeel = new LiveEvenkeel(config);
        evenkeel.flagThread.start();
        evenkeel.outcomeThread.start();
        if (evenkeel.overrideThread != null) {
            evenkeel.overrideThread.start();
        }
        try {
            evenkeel.stream.awaitFirstAttempt(config.startTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return evenkeel;
    }

    /* The file is read once before any flag is evaluated. */
    private Thread createOverrideWatcher(Path file) {
        var overrides = new OverrideFileWatcher(file, switchboard::override);
        overrides.runOnce();
        return newDaemonThread("evenkeel-overrides", overrides);
    }

    private void send(boolean last) throws InterruptedException {
        tripFile.write(switchboard.trips());
        acknowledger.retryIfUnconfirmed();
        flushReport.flush(last);
        useReporter.report(last);
        if (last) {
            deregister();
        }
    }

    private void deregister() throws InterruptedException {
        try {
            transport.deregister();
        } catch (IOException e) {
            /* The server then counts this process until an operator removes it, or for a day. */
            LOG.log(Level.DEBUG, "Evenkeel: could not say goodbye", e);
        }
    }

    @Override
    public Evaluation evaluate(String flagKey, EvaluationContext context) {
        return switchboard.evaluate(flagKey, context);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> GuardedChange.Builder<A, R> guardedChange(
            String flagKey) {
        return switchboard.guardedChange(flagKey);
    }

    @Override
    public Migration migration(String flagKey) {
        return new MigrationImpl(switchboard, flagKey, passDesk);
    }

    @Override
    public void track(String metric, double value, EvaluationContext context) {
        switchboard.track(metric, value, context);
    }

    @Override
    public void settle(String token, boolean failed) {
        switchboard.settle(token, failed);
    }

    @Override
    public SdkState state() {
        return health.state();
    }

    @Override
    public SdkStats stats() {
        OutcomeBatchSender.BatchSenderStats batches = flusher.counts();
        return new SdkStats(
                instance,
                switchboard.flags().snapshot().revision(),
                switchboard.calls(),
                switchboard.refused(),
                switchboard.timedOut(),
                switchboard.dropped(),
                switchboard.overridden(),
                batches.sent(),
                batches.refused(),
                batches.waiting(),
                useReporter.failures(),
                snapshotFile.failures() + tripFile.failures(),
                mistakes.count(),
                health.sinceLastContact());
    }

    @Override
    public ListenerRegistration listen(EvenkeelListener listener) {
        return switchboard.addListener(listener, health.state(), EvenkeelListeners.ownThread());
    }

    @Override
    public void close() {
        switchboard.listeners().removeAll();
        flagThread.interrupt();
        if (overrideThread != null) {
            overrideThread.interrupt();
        }
        switchboard.close();
        passDesk.close();
        flushLoop.close();
        try {
            outcomeThread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        outcomeThread.interrupt();
    }

    private static Thread newDaemonThread(String name, Runnable loop) {
        var thread = new Thread(loop, name);
        thread.setDaemon(true);
        return thread;
    }
}
