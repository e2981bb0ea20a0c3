// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.EvaluationContext;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/// A change in code with two paths, control and candidate: a flag selects one at every call, and the outcome
/// of each call is measured. Thread-safe when its paths are.
///
/// @param <A> argument of both paths
/// @param <R> result of both paths
@FunctionalInterface
public interface GuardedChange<A extends @Nullable Object, R extends @Nullable Object> {
    /// Runs the path that the flag selects; the control path when it selects neither or cannot be evaluated.
    ///
    /// Exceptions of the path are rethrown unchanged and count as failures, unless control serves the call
    /// instead ([Builder#fallsBackToControl], [FallBackToControlException]). After enough failures of a
    /// rollout's candidate in this process, its circuit breaker opens: all calls run the control path until
    /// the rollout sets a lower exposure. Costs, in addition to the path: one evaluation, two clock reads, a
    /// few atomic additions and, while a rollout runs on the flag, one hash of the targeting key. Allocates
    /// nothing without optional features.
    ///
    /// @param context the context of the call; its targeting key is the unit of a rollout
    /// @throws OutcomeUnknownException when the candidate exceeds its time limit
    R run(EvaluationContext context, A argument);

    /// A builder of a guarded change. Confined to one thread.
    interface Builder<A extends @Nullable Object, R extends @Nullable Object> {
        /// Sets the old path and its variant.
        Builder<A, R> control(String variant, Function<? super A, ? extends R> path);

        /// Sets the new path and its variant.
        Builder<A, R> candidate(String variant, Function<? super A, ? extends R> path);

        /// Sets which results are failures; by default only exceptions are. A predicate that throws counts
        /// the call as failed.
        Builder<A, R> failedWhen(Predicate<? super R> failed);

        /// Enables shadow traffic: while a rollout configures it, calls served by control run a second time,
        /// for comparison only and outside the caller's path. By default disabled.
        Builder<A, R> shadowing(ShadowOptions<R> options);

        /// Limits the candidate; by default it has no limits. A call above the concurrency limit is served by
        /// control. One that exceeds the time limit is a failure of the candidate, and its caller gets an
        /// [OutcomeUnknownException], unless [#fallsBackToControl] is set.
        Builder<A, R> candidateLimits(CandidateLimits limits);

        /// Lets control serve calls in which the candidate failed: by an exception, a result that counts as
        /// failed, or the time limit. They still count as the candidate's failures. **Only for calls that may
        /// run twice, such as reads**: the candidate may have completed its work, or may still do so.
        ///
        /// Without it a call runs once: control serves only calls that certainly have not started, which are
        /// those above the concurrency limit and those that threw [FallBackToControlException].
        Builder<A, R> fallsBackToControl();

        /// Enables [SettlementToken]s in the paths, for calls whose success is known only later. By default
        /// disabled. Both paths must take the token at the same point: if only one does, only its late
        /// failures are reported, and the comparison is wrong.
        Builder<A, R> settlesLater();

        /// Counts a custom event that a call may cause, such as a double booking, for guardrails of kind
        /// ZERO_TOLERANCE, CEILING and EVENTS. The predicate runs after each call that a rollout decided and
        /// that returned a result, in the caller's thread, outside the measured time; if it throws, the call
        /// counts as unknown.
        ///
        /// @param metric name of the metric: a letter and up to 99 letters, digits, dots, dashes or
        ///     underscores
        Builder<A, R> counting(String metric, BiPredicate<? super A, ? super R> happened);

        /// Measures a custom value of each call, such as a fee, for guardrails of kind VALUE. The function
        /// runs as in [#counting]. Values outside 0..most are clamped, so that a few huge values cannot
        /// decide.
        ///
        /// @param most top of the range, above 0 and finite: relevant values lie below, 100% of it is the
        ///     worst or best
        /// @param value NaN for a call without a value
        Builder<A, R> measuring(String metric, double most, ToDoubleBiFunction<? super A, ? super R> value);

        /// Measures a ratio of two numbers of each call, such as rejected items of all items sent. Calls
        /// whose denominator is 0 or below have no value. The comparison uses the mean of the ratios, each at
        /// most 1.
        default Builder<A, R> measuringRatio(
                String metric,
                ToDoubleBiFunction<? super A, ? super R> part,
                ToDoubleBiFunction<? super A, ? super R> whole) {
            return measuring(metric, 1, (argument, result) -> {
                double all = whole.applyAsDouble(argument, result);
                return all > 0 ? part.applyAsDouble(argument, result) / all : Double.NaN;
            });
        }

        /// Declares a traffic slice whose failures are also counted separately, for guardrails of kind SLICE:
        /// a bank, a currency, a region. A call may be in several slices. The predicate runs in the caller's
        /// thread, for failed calls only.
        ///
        /// @param slice name of the slice, with the format of a metric's; at most 20 slices
        /// @param contains whether a call is in it, based on data known before it runs
        Builder<A, R> slice(String slice, BiPredicate<? super EvaluationContext, ? super A> contains);

        /// Creates the guarded change.
        ///
        /// @throws IllegalArgumentException from [#counting] and [#measuring] for an invalid name or range
        /// @throws IllegalStateException when a path is missing or both have the same variant
        GuardedChange<A, R> build();
    }
}
