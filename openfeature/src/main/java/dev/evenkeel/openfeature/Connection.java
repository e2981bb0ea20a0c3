// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.Registration;
import dev.evenkeel.sdk.SdkState;
import dev.openfeature.sdk.exceptions.FatalError;
import dev.openfeature.sdk.exceptions.GeneralError;
import dev.openfeature.sdk.exceptions.ProviderNotReadyError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A provider's life with its SDK: opened as often as OpenFeature asks, closed once.
final class Connection {
    /*
     * OpenFeature calls a provider ready when initialization returns, and takes an event in a thread of its own: one that
     * is sent from initialization can come before, and be overwritten. So the first event waits for a moment.
     */
    private static final long AFTER_INITIALIZATION_MILLIS = 100;

    private final Supplier<Evenkeel> start;
    private final boolean owned;
    private final Duration longestWait;
    private final ProviderEvents events;
    private volatile @Nullable Evenkeel evenkeel;
    private @Nullable Registration registration;
    private volatile boolean closed;

    private Connection(Supplier<Evenkeel> start, boolean owned, Duration longestWait, ProviderEvents events) {
        this.start = start;
        this.owned = owned;
        this.longestWait = longestWait;
        this.events = events;
    }

    static Connection borrowed(Evenkeel evenkeel, Duration longestWait, ProviderEvents events) {
        return new Connection(() -> evenkeel, false, longestWait, events);
    }

    static Connection owned(EvenkeelConfig config, ProviderEvents events) {
        return new Connection(() -> Evenkeel.start(config), true, Duration.ZERO, events);
    }

    /// The SDK; null before the first opening.
    @Nullable
    Evenkeel evenkeel() {
        return evenkeel;
    }

    void open() throws InterruptedException {
        Evenkeel opened = connect();
        events.awaitFlags(opened.state(), longestWait);
        events.begin();
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
                    .execute(() -> tellIfStale(opened));
        }
    }

    private synchronized Evenkeel connect() {
        if (closed) {
            throw new FatalError("a provider that was shut down stays so; make a new one");
        }
        Evenkeel connected = evenkeel;
        if (connected == null) {
            connected = start.get();
            registration = connected.listen(events);
            evenkeel = connected;
        }
        return connected;
    }

    private void tellIfStale(Evenkeel opened) {
        SdkState now = opened.state();
        if (!closed && now instanceof SdkState.Stale) {
            events.tell(now);
        }
    }

    synchronized void close() {
        closed = true;
        events.end();
        if (registration != null) {
            registration.close();
        }
        if (owned && evenkeel != null) {
            evenkeel.close();
        }
    }
}
