// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.ListenerRegistration;
import dev.evenkeel.sdk.SdkState;
import dev.openfeature.sdk.exceptions.FatalError;
import dev.openfeature.sdk.exceptions.GeneralError;
import dev.openfeature.sdk.exceptions.ProviderNotReadyError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The lifecycle of a provider's SDK: initialized as often as OpenFeature requests, closed once.
final class ProviderConnection {
    /* OpenFeature marks a provider as ready when initialization returns, and processes events in a separate
     * thread. An event sent during initialization can therefore arrive earlier and be overwritten, so the
     * first event is delayed. */
    private static final long AFTER_INITIALIZATION_MILLIS = 100;

    private final Supplier<Evenkeel> start;
    private final boolean owned;
    private final Duration longestWait;
    private final ProviderEventEmitter events;
    private volatile @Nullable Evenkeel evenkeel;
    private @Nullable ListenerRegistration registration;
    private volatile boolean closed;

    private ProviderConnection(
            Supplier<Evenkeel> start, boolean owned, Duration longestWait, ProviderEventEmitter events) {
        this.start = start;
        this.owned = owned;
        this.longestWait = longestWait;
        this.events = events;
    }

    static ProviderConnection borrowed(Evenkeel evenkeel, Duration longestWait, ProviderEventEmitter events) {
        return new ProviderConnection(() -> evenkeel, false, longestWait, events);
    }

    static ProviderConnection owned(EvenkeelConfig config, ProviderEventEmitter events) {
        return new ProviderConnection(() -> Evenkeel.start(config), true, Duration.ZERO, events);
    }

    /// Returns the SDK; null before the first initialization.
    @Nullable
    Evenkeel evenkeel() {
        return evenkeel;
    }

    void open() throws InterruptedException {
        Evenkeel opened = connect();
        events.awaitFlags(opened.state(), longestWait);
        events.enable();
        SdkState state = opened.state();
        if (closed) {
            throw new FatalError("the provider was shut down while it waited for flags");
        }
        if (state instanceof SdkState.NotReady notReady) {
            throw new ProviderNotReadyError("no flags yet: " + notReady.reason());
        }
        if (state instanceof SdkState.InError inError) {
            throw new GeneralError(inError.reason());
        }
        if (state instanceof SdkState.Stale) {
            CompletableFuture.delayedExecutor(AFTER_INITIALIZATION_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> emitIfStale(opened));
        }
    }

    private synchronized Evenkeel connect() {
        if (closed) {
            throw new FatalError("the provider was shut down; create a new one");
        }
        Evenkeel connected = evenkeel;
        if (connected == null) {
            connected = start.get();
            registration = connected.listen(events);
            evenkeel = connected;
        }
        return connected;
    }

    private void emitIfStale(Evenkeel opened) {
        SdkState now = opened.state();
        if (!closed && now instanceof SdkState.Stale) {
            events.emitState(now);
        }
    }

    synchronized void close() {
        closed = true;
        events.disable();
        if (registration != null) {
            registration.close();
        }
        if (owned && evenkeel != null) {
            evenkeel.close();
        }
    }
}
