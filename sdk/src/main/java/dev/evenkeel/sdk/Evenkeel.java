// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.internal.LiveEvenkeel;
import org.jspecify.annotations.Nullable;

/// The client of Evenkeel in a service: the flags of one environment, cached in memory and kept up to date,
/// and the outcomes of guarded changes, reported in the background.
///
/// Create one per process. Problems with flags or the network never cause exceptions or blocking in the
/// service, and memory is bounded. Thread-safe. In tests, use `FakeEvenkeel`; this interface is not intended
/// for other implementations.
public interface Evenkeel extends AutoCloseable {
    /// Connects to a server and waits for the first flags, at most [EvenkeelConfig#startTimeout()], and not at
    /// all when the server cannot be reached. Without flags every guarded change runs its control path.
    static Evenkeel start(EvenkeelConfig config) {
        return LiveEvenkeel.start(config);
    }

    /// Evaluates a flag from memory. Never throws; a failure is an evaluation with an error code.
    Evaluation evaluate(String flagKey, EvaluationContext context);

    /// Creates a builder of a guarded change that a flag controls.
    ///
    /// @param <A> argument of both paths
    /// @param <R> result of both paths
    <A extends @Nullable Object, R extends @Nullable Object> GuardedChange.Builder<A, R> guardedChange(String flagKey);

    /// Creates a migration from an old store to a new one, whose stages a flag controls.
    Migration migration(String flagKey);

    /// Records an event of a unit outside a guarded change: a complaint, a checkout, a later rejection. It
    /// counts in every rollout whose split currently decides for the unit, for guardrails of kind
    /// ZERO_TOLERANCE, CEILING and EVENTS, and in every experiment with a goal of that metric, as the value
    /// 1; otherwise it is discarded. Never throws, does no I/O.
    ///
    /// @param metric name of the metric: a letter and up to 99 letters, digits, dots, dashes or underscores;
    ///     events with other names are dropped and counted
    /// @param context the unit, as in evaluations; ignored without a targeting key
    default void track(String metric, EvaluationContext context) {
        track(metric, 1, context);
    }

    /// Records an event with a value, such as an amount or a duration, for experiments whose goals name the
    /// metric; rollouts count the event and ignore the value. It counts for units that an experiment exposed
    /// in any process.
    ///
    /// @param value finite; others are dropped and counted
    void track(String metric, double value, EvaluationContext context);

    /// Reports the late outcome of a call accepted earlier, in this process or another one, possibly days
    /// ago. A late failure is evidence against its side, as if the call had failed: each unit counts once for
    /// each rollout. It is never evidence for advancing. Settle each token once: a repetition counts as
    /// another settled call. Never throws, does no I/O; an invalid token is dropped and counted. Has no
    /// effect when the settlement window of the rollout has passed.
    ///
    /// @param token from [SettlementToken#issue()]
    /// @param failed whether it failed in the end: rejected, returned, charged back
    void settle(String token, boolean failed);

    /// Returns the state of the connection to the server.
    SdkState state();

    /// Statistics since the start.
    SdkStats stats();

    /// Registers a listener for changes from now on, until its registration or this is closed.
    ListenerRegistration listen(EvenkeelListener listener);

    /// Sends recorded data, for at most 2 s, signs off this process at the server, and stops the SDK's
    /// threads. Evaluations continue with the last flags; a migration must have completed its last operation
    /// before.
    @Override
    void close();
}
