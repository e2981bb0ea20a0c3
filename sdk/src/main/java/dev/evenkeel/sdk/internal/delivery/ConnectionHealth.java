// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.sdk.SdkState;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What is known about the connection to the server, and the one log line for each change of it. The thread
/// that keeps the flags writes; any thread reads.
public final class ConnectionHealth {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final LongSupplier nanoTicker;
    private final FlagStore store;
    private final Duration staleAfter;
    private final EvenkeelListeners listeners;
    private volatile boolean heard;
    private volatile long heardNanos;
    private volatile String trouble = "the server has not answered yet";
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

    /// The server said something.
    void heard() {
        heardNanos = nanoTicker.getAsLong();
        heard = true;
    }

    /// The server's flags are in force.
    void current() {
        heard();
        error = null;
        note = "";
    }

    /// What to say beside the trouble until the server's flags are in force.
    void note(String aboutTheStart) {
        note = note.concat(aboutTheStart.replace('\n', ' ') + "; ");
    }

    /// The server cannot be heard.
    void trouble(String reason) {
        trouble = reason;
    }

    /// The server answered in a way that somebody must look at.
    void error(String reason) {
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

    /// Time since the server was last heard; null when never.
    public @Nullable Duration sinceLastContact() {
        return heard ? Duration.ofNanos(nanoTicker.getAsLong() - heardNanos) : null;
    }

    /// Whether two states are worth telling apart; their reasons are only where somebody must act.
    static boolean differ(SdkState before, SdkState after) {
        return after instanceof SdkState.InError
                ? !after.equals(before)
                : !after.getClass().equals(before.getClass());
    }

    /// Logs the state and tells it to listeners if it is another one than before.
    void announce() {
        SdkState state = state();
        if (differ(announced, state)) {
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
            return flags + " stay in force, but may be stale: " + stale.reason();
        }
        if (state instanceof SdkState.InError inError) {
            return "somebody must act, " + flags + " stay in force: " + inError.reason();
        }
        return flags + " are in force and current";
    }
}
