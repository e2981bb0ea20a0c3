// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.sdk.EvenkeelListener;
import dev.evenkeel.sdk.SdkState;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The subscription of one listener, with the last delivered and the pending notification: only the latest
/// state and flags are pending, so memory is bounded. Thread-safe.
public final class SingleListenerNotifier {
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

    /// @param executor runs tasks sequentially, in order
    public SingleListenerNotifier(
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
        scheduleNotification();
    }

    void flagsChanged(FlagSnapshot flags) {
        synchronized (this) {
            newFlags = flags;
        }
        scheduleNotification();
    }

    synchronized void close() {
        closed = true;
    }

    private void scheduleNotification() {
        boolean first;
        synchronized (this) {
            first = !summoned && !closed;
            summoned = true;
        }
        if (first) {
            executor.execute(this::notifyListener);
        }
    }

    private void notifyListener() {
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
            notifyState(state);
        }
        if (flags != null) {
            notifyFlags(flags);
        }
    }

    private void notifyState(SdkState state) {
        if (ConnectionHealth.isDifferent(knownState, state)) {
            knownState = state;
            runSafely(() -> listener.stateChanged(state));
        }
    }

    private void notifyFlags(FlagSnapshot flags) {
        Set<String> keys = flags.findChangedKeys(knownFlags);
        knownFlags = flags;
        if (!keys.isEmpty()) {
            runSafely(() -> listener.flagsChanged(keys));
        }
    }

    private void runSafely(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            if (!hasFailed) {
                LOG.log(Level.WARNING, "Evenkeel: a listener failed; its further failures are not logged", e);
            }
            hasFailed = true;
        }
    }
}
