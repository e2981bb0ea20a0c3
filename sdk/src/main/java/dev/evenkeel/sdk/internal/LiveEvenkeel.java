// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.EvenkeelListener;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.Registration;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.SdkStats;
import dev.evenkeel.sdk.internal.call.Switchboard;
import dev.evenkeel.sdk.internal.delivery.Acknowledger;
import dev.evenkeel.sdk.internal.delivery.Activation;
import dev.evenkeel.sdk.internal.delivery.BootstrapFile;
import dev.evenkeel.sdk.internal.delivery.FlagStore;
import dev.evenkeel.sdk.internal.delivery.FlagStream;
import dev.evenkeel.sdk.internal.delivery.Health;
import dev.evenkeel.sdk.internal.delivery.Listeners;
import dev.evenkeel.sdk.internal.diagnostics.Mistakes;
import dev.evenkeel.sdk.internal.diagnostics.UnjudgedRollouts;
import dev.evenkeel.sdk.internal.migration.ServerPassDesk;
import dev.evenkeel.sdk.internal.migration.StagedMigration;
import dev.evenkeel.sdk.internal.persistence.OverrideFile;
import dev.evenkeel.sdk.internal.persistence.SnapshotFile;
import dev.evenkeel.sdk.internal.persistence.TripFile;
import dev.evenkeel.sdk.internal.reporting.FlushLoop;
import dev.evenkeel.sdk.internal.reporting.FlushReport;
import dev.evenkeel.sdk.internal.reporting.OutcomeFlusher;
import dev.evenkeel.sdk.internal.reporting.UseReporter;
import dev.evenkeel.sdk.internal.transport.Backoff;
import dev.evenkeel.sdk.internal.transport.Transport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The SDK at work: puts the parts together, and runs one thread for flags and one for outcomes.
public final class LiveEvenkeel implements Evenkeel {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final String instance = UUID.randomUUID().toString();
    private final Mistakes mistakes;
    private final Transport transport;
    private final Switchboard switchboard;
    private final TripFile tripFile;
    private final ServerPassDesk passDesk;
    private final Health health;
    private final SnapshotFile snapshotFile;
    private final Acknowledger acknowledger;
    private final OutcomeFlusher flusher;
    private final FlushReport flushReport;
    private final UseReporter useReporter;
    private final FlushLoop flushLoop;
    private final FlagStream stream;
    private final Thread flagThread;
    private final Thread outcomeThread;
    private final @Nullable Thread overrideThread;

    private LiveEvenkeel(EvenkeelConfig config) {
        LongSupplier nanoTicker = System::nanoTime;
        Clock clock = Clock.systemUTC();
        transport = new Transport(config, instance, nanoTicker);
        switchboard = Switchboard.of(instance, nanoTicker, () -> clock.millis() / 1_000, config.callListener());
        mistakes = switchboard.mistakes();
        passDesk = new ServerPassDesk(transport, instance);
        tripFile = new TripFile(config.snapshotFile());
        switchboard.remember(tripFile.read());
        FlagStore store = switchboard.store();
        health = new Health(nanoTicker, store, config.staleAfter(), switchboard.listeners());
        snapshotFile = new SnapshotFile(config.snapshotFile());
        flusher = new OutcomeFlusher(
                switchboard, transport, clock, instance, new UnjudgedRollouts(config.unjudgedAfter()));
        acknowledger = new Acknowledger(transport, instance, store.retired(), switchboard::trips);
        flushReport = new FlushReport(store, flusher, acknowledger);
        useReporter = new UseReporter(store, transport, instance, nanoTicker);
        flushLoop = new FlushLoop(this::send, store, mistakes, nanoTicker, config);
        var activation = new Activation(store, health, acknowledger, snapshotFile, flushLoop::flagsChanged);
        overrideThread = config.overrideFile() == null ? null : overriding(config.overrideFile());
        if (!activation.restore() && config.bootstrapFile() != null) {
            BootstrapFile.load(config.bootstrapFile(), store, health);
        }
        var parts = new FlagStream.Parts(transport, activation, acknowledger, health, mistakes, nanoTicker);
        stream = new FlagStream(parts, config, new Backoff(new SplittableRandom(), config.staleAfter()));
        flagThread = daemon("evenkeel-flags", stream);
        outcomeThread = daemon("evenkeel-outcomes", flushLoop);
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
            evenkeel.stream.awaitFirstAttempt(config.startWait());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return evenkeel;
    }

    /* The first look comes before any flag is evaluated. */
    private Thread overriding(Path file) {
        var overrides = new OverrideFile(file, switchboard::override);
        overrides.look();
        return daemon("evenkeel-overrides", overrides);
    }

    private void send(boolean last) throws InterruptedException {
        tripFile.write(switchboard.trips());
        acknowledger.repeatIfMissing();
        flushReport.flush(last);
        useReporter.report(last);
        if (last) {
            leave();
        }
    }

    private void leave() throws InterruptedException {
        try {
            transport.leave();
        } catch (IOException e) {
            /* Then the server counts this process until a person says that it is gone, or for a day. */
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
        return new StagedMigration(switchboard, flagKey, passDesk);
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
        OutcomeFlusher.Counts batches = flusher.counts();
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
    public Registration listen(EvenkeelListener listener) {
        return switchboard.listen(listener, health.state(), Listeners.ownThread());
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

    private static Thread daemon(String name, Runnable loop) {
        var thread = new Thread(loop, name);
        thread.setDaemon(true);
        return thread;
    }
}
