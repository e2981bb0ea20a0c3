// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.internal.LiveEvenkeel;
import org.jspecify.annotations.Nullable;

/// A service's connection to Evenkeel: the flags of one environment, always in memory and kept current, and
/// the outcomes of guarded changes, reported in the background.
///
/// Made once per process. Nothing here throws at the service for reasons of flags or network, blocks it, or
/// grows without bound. Thread-safe. In tests, use `FakeEvenkeel`; this interface is not meant to be
/// implemented elsewhere.
public interface Evenkeel extends AutoCloseable {
    /// Connects to a server and waits for the first flags, at most [EvenkeelConfig#startWait()], and not at
    /// all when the server cannot be reached. Without flags every guarded change runs its control path.
    static Evenkeel start(EvenkeelConfig config) {
        return LiveEvenkeel.start(config);
    }

    /// Evaluates a flag from memory. Never throws; a problem is an evaluation with an error code.
    Evaluation evaluate(String flagKey, EvaluationContext context);

    /// Starts the description of a change that a flag switches.
    ///
    /// @param <A> what both paths take
    /// @param <R> what both paths give
    <A extends @Nullable Object, R extends @Nullable Object> GuardedChange.Builder<A, R> guardedChange(String flagKey);

    /// A migration from an old store to a new one that a flag leads, stage by stage.
    Migration migration(String flagKey);

    /// Counts an event that happened to a unit outside a guarded change: a complaint, a checkout, a reject
    /// that came later. It counts in every rollout whose split decides for the unit now, for guardrails of
    /// kind ZERO_TOLERANCE, CEILING and EVENTS, and in every experiment with a goal of that metric, as
    /// the value 1; elsewhere it is not kept. Never throws, does no I/O.
    ///
    /// @param metric its name: a letter and up to 99 letters, digits, dots, dashes or underscores; others
    ///     are dropped and counted
    /// @param context whom it happened to, as in evaluations; nobody without a targeting key
    default void track(String metric, EvaluationContext context) {
        track(metric, 1, context);
    }

    /// The same with a value, such as an amount or a duration, for experiments whose goals name the
    /// metric; rollouts count the event and do not look at the value. It counts for units that an
    /// experiment exposed, whichever process did that.
    ///
    /// @param value finite; others are dropped and counted
    void track(String metric, double value, EvaluationContext context);

    /// Says how a call turned out that was accepted earlier, in this process or another one, perhaps days
    /// ago. A late failure is evidence against its side, as if the call had failed: each unit counts
    /// once for each rollout. It never helps a rollout on. Settle each token once: a second time it
    /// counts as another one settled. Never throws, does no I/O; what is no token is dropped and counted.
    /// Has no effect when the rollout has been over for too long.
    ///
    /// @param token from [SettlementToken#open()]
    /// @param failed whether it failed after all: rejected, returned, charged back
    void settle(String token, boolean failed);

    /// How well the flags are connected to the server.
    SdkState state();

    /// Counts since the start.
    SdkStats stats();

    /// Tells a listener of what changes from now on, until its registration or this is closed.
    ListenerRegistration listen(EvenkeelListener listener);

    /// Sends what is recorded, for at most 2 s, tells the server that this process ends, and ends the SDK's
    /// threads. Evaluations go on with the last flags; a migration has to have run its last operation before.
    @Override
    void close();
}
