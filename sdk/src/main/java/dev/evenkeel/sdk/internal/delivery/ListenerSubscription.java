// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.sdk.EvenkeelListener;
import dev.evenkeel.sdk.SdkState;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// One listener, what it knows, and what it has yet to be told: the newest state and the newest flags, whatever
/// came in between, so that what waits here does not grow. Thread-safe.
public final class ListenerSubscription {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final EvenkeelListener listener;
    private final Executor executor;
    private SdkState knownState;
    private FlagSnapshot knownFlags;
    private boolean hasFailed;

    private @Nullable SdkState newState;
    private @Nullable FlagSnapshot newFlags;
    private boolean summoned;
    private boolean closed;

    /// @param executor runs one task at a time, in order
    public ListenerSubscription(
            EvenkeelListener listener, Executor executor, SdkState knownState, FlagSnapshot knownFlags) {
        this.listener = listener;
        this.executor = executor;
        this.knownState = knownState;
        this.knownFlags = knownFlags;
    }

    void stateChanged(SdkState state) {
        synchronized (this) {
            newState = state;
        }
        summon();
    }

    void flagsChanged(FlagSnapshot flags) {
        synchronized (this) {
            newFlags = flags;
        }
        summon();
    }

    synchronized void close() {
        closed = true;
    }

    private void summon() {
        boolean first;
        synchronized (this) {
            first = !summoned && !closed;
            summoned = true;
        }
        if (first) {
            executor.execute(this::tell);
        }
    }

    private void tell() {
        SdkState state;
        FlagSnapshot flags;
        synchronized (this) {
            summoned = false;
            state = closed ? null : newState;
            flags = closed ? null : newFlags;
            newState = null;
            newFlags = null;
        }
        if (state != null) {
            tell(state);
        }
        if (flags != null) {
            tell(flags);
        }
    }

    private void tell(SdkState state) {
        if (ConnectionHealth.differ(knownState, state)) {
            knownState = state;
            safely(() -> listener.stateChanged(state));
        }
    }

    private void tell(FlagSnapshot flags) {
        Set<String> keys = flags.changedSince(knownFlags);
        knownFlags = flags;
        if (!keys.isEmpty()) {
            safely(() -> listener.flagsChanged(keys));
        }
    }

    private void safely(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            if (!hasFailed) {
                LOG.log(Level.WARNING, "Evenkeel: a listener failed; further failures of it are not logged", e);
            }
            hasFailed = true;
        }
    }
}
