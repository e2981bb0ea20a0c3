// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.sdk.SdkState;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The health of the connection to the server; logs each change of state once. Written by the thread that
/// updates flags; read by any thread.
public final class ConnectionHealth {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final LongSupplier nanoTicker;
    private final FlagStore store;
    private final Duration staleAfter;
    private final EvenkeelListeners listeners;
    private volatile boolean heard;
    private volatile long heardNanos;
    private volatile String trouble = "the server has not responded yet";
    private volatile String note = "";
    private volatile @Nullable String error;
    private SdkState announced;

    public ConnectionHealth(
            LongSupplier nanoTicker, FlagStore store, Duration staleAfter, EvenkeelListeners listeners) {
        this.nanoTicker = nanoTicker;
        this.store = store;
        this.staleAfter = staleAfter;
        this.listeners = listeners;
        this.announced = state();
    }

    /// Records contact to the server.
    void recordContact() {
        heardNanos = nanoTicker.getAsLong();
        heard = true;
    }

    /// Records that the server's flags are active.
    void markCurrent() {
        recordContact();
        error = null;
        note = "";
    }

    /// Sets a note to add to the reason until the server's flags are active.
    void addStartupNote(String aboutTheStart) {
        note = note.concat(aboutTheStart.replace('\n', ' ') + "; ");
    }

    /// Records that there is no contact to the server.
    void markUnreachable(String reason) {
        trouble = reason;
    }

    /// Records a response that requires operator action.
    void markError(String reason) {
        error = reason.replace('\n', ' ');
    }

    public SdkState state() {
        String wrong = error;
        if (wrong != null) {
            return new SdkState.InError(wrong);
        }
        if (!store.current().loaded()) {
            return new SdkState.NotReady(note + trouble);
        }
        Duration silence = sinceLastContact();
        return silence != null && silence.compareTo(staleAfter) <= 0
                ? new SdkState.Ready()
                : new SdkState.Stale(note + trouble);
    }

    /// Returns the time since the last contact to the server; null when there was none.
    public @Nullable Duration sinceLastContact() {
        return heard ? Duration.ofNanos(nanoTicker.getAsLong() - heardNanos) : null;
    }

    /// Whether two states differ for listeners; reasons count only in states that require operator action.
    static boolean isDifferent(SdkState before, SdkState after) {
        return after instanceof SdkState.InError
                ? !after.equals(before)
                : !after.getClass().equals(before.getClass());
    }

    /// Logs the state and notifies listeners if it has changed.
    void publishState() {
        SdkState state = state();
        if (isDifferent(announced, state)) {
            Level level = state instanceof SdkState.Ready ? Level.INFO : Level.WARNING;
            LOG.log(level, "Evenkeel: " + describe(state));
            announced = state;
            listeners.stateChanged(state);
        }
    }

    private String describe(SdkState state) {
        String flags = "flags of revision " + store.current().snapshot().revision();
        if (state instanceof SdkState.NotReady notReady) {
            return "no flags yet, control paths run: " + notReady.reason();
        }
        if (state instanceof SdkState.Stale stale) {
            return flags + " stay active, but may be stale: " + stale.reason();
        }
        if (state instanceof SdkState.InError inError) {
            return "action required, " + flags + " stay active: " + inError.reason();
        }
        return flags + " are active and current";
    }
}
