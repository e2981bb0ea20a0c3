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
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.internal.delivery.BootstrapFileLoader;
import dev.evenkeel.sdk.internal.delivery.ConnectionHealth;
import dev.evenkeel.sdk.internal.delivery.EvenkeelListeners;
import dev.evenkeel.sdk.internal.delivery.FlagStore;
import dev.evenkeel.sdk.internal.delivery.FlagStreamFollower;
import dev.evenkeel.sdk.internal.delivery.FlagUpdateApplier;
import dev.evenkeel.sdk.internal.delivery.RevisionAcknowledger;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
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
    private final InternalErrorCounter errorLog;
    private final ServerClient client;
    private final EvaluationAndRecordingCore core;
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
        client = new ServerClient(config, instance, nanoTicker);
        core = EvaluationAndRecordingCore.of(
                instance, nanoTicker, () -> clock.millis() / 1_000, config.callStartListener());
        errorLog = core.internalErrors();
        passDesk = new ServerReconciliationReporter(client, instance);
        tripFile = new BreakerTripFile(config.snapshotFile());
        core.restoreTrips(tripFile.read());
        FlagStore store = core.store();
        health = new ConnectionHealth(nanoTicker, store, config.staleAfter(), core.listeners());
        snapshotFile = new SnapshotFile(config.snapshotFile());
        flusher = new OutcomeBatchSender(
                core, client, clock, instance, new StalledRolloutGuardLog(config.guardStallWarningAfter()));
        acknowledger = new RevisionAcknowledger(client, instance, store.retired(), core::trips);
        flushReport = new FlushedRevisionAcknowledger(store, flusher, acknowledger);
        useReporter = new FlagUsageReporter(store, client, instance, nanoTicker);
        flushLoop = new OutcomeFlushLoop(this::send, store, errorLog, nanoTicker, config);
        var applier = new FlagUpdateApplier(store, health, acknowledger, snapshotFile, flushLoop::flagsChanged);
        overrideThread = config.overrideFile() == null ? null : createOverrideWatcher(config.overrideFile());
        if (!applier.restore() && config.bootstrapFile() != null) {
            BootstrapFileLoader.load(config.bootstrapFile(), store, health);
        }
        var parts = new FlagStreamFollower.Dependencies(client, applier, acknowledger, health, errorLog, nanoTicker);
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
        var overrides = new OverrideFileWatcher(file, core::override);
        overrides.runOnce();
        return newDaemonThread("evenkeel-overrides", overrides);
    }

    private void send(boolean last) throws InterruptedException {
        tripFile.write(core.trips());
        acknowledger.retryIfUnconfirmed();
        flushReport.flush(last);
        useReporter.report(last);
        if (last) {
            deregister();
        }
    }

    private void deregister() throws InterruptedException {
        try {
            client.deregister();
        } catch (IOException e) {
            /* The server then counts this process until an operator removes it, or for a day. */
            LOG.log(Level.DEBUG, "Evenkeel: deregistering this process failed", e);
        }
    }

    @Override
    public Evaluation evaluate(String flagKey, EvaluationContext context) {
        return core.evaluate(flagKey, context);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> GuardedChange.Builder<A, R> guardedChange(
            String flagKey) {
        return core.guardedChange(flagKey);
    }

    @Override
    public Migration migration(String flagKey) {
        return new MigrationImpl(core, flagKey, passDesk);
    }

    @Override
    public void track(String metric, double value, EvaluationContext context) {
        core.track(metric, value, context);
    }

    @Override
    public void settle(String token, boolean failed) {
        core.settle(token, failed);
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
                core.flags().snapshot().revision(),
                core.calls(),
                core.refused(),
                core.timedOut(),
                core.dropped(),
                core.overridden(),
                batches.sent(),
                batches.refused(),
                batches.waiting(),
                useReporter.failures(),
                snapshotFile.failures() + tripFile.failures(),
                errorLog.count(),
                health.sinceLastContact());
    }

    @Override
    public ListenerRegistration listen(EvenkeelListener listener) {
        return core.addListener(listener, health.state(), EvenkeelListeners.ownThread());
    }

    @Override
    public void close() {
        core.listeners().removeAll();
        flagThread.interrupt();
        if (overrideThread != null) {
            overrideThread.interrupt();
        }
        core.close();
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
