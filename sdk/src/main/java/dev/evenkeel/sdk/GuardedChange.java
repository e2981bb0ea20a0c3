// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.EvaluationContext;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/// A change in code: the old path and the new one, chosen by a flag at every call, with the outcome of each
/// call measured. Thread-safe when its paths are.
///
/// @param <A> what both paths take
/// @param <R> what both paths give
@FunctionalInterface
public interface GuardedChange<A extends @Nullable Object, R extends @Nullable Object> {
    /// Runs the path that the flag names, the control path when it names neither or cannot be evaluated.
    ///
    /// Exceptions of the path come out unchanged and count as failures, unless control answers instead
    /// ([Builder#fallsBackToControl], [CallNotStartedException]). When this process alone has
    /// seen enough failures of the candidate in a rollout, it takes the candidate out of use by itself:
    /// the control path then runs for everybody, until the rollout sets a lower exposure. Costs,
    /// besides the path: one evaluation, two looks at the clock, a few atomic additions and, while a
    /// rollout runs on the flag, one hash of the targeting key. Makes no object where nothing more is
    /// asked of it than which path failed.
    ///
    /// @param context who the call is about; its targeting key is the unit of a rollout
    /// @throws OutcomeUnknownException when the candidate has not answered within its time limit
    R run(EvaluationContext context, A argument);

    /// Describes a guarded change. Confined to one thread.
    interface Builder<A extends @Nullable Object, R extends @Nullable Object> {
        /// The old path, and the variant that stands for it.
        Builder<A, R> control(String variant, Function<? super A, ? extends R> path);

        /// The new path, and the variant that stands for it.
        Builder<A, R> candidate(String variant, Function<? super A, ? extends R> path);

        /// Says which results are failures; by default none is, only exceptions are. A predicate that
        /// throws counts the call as failed.
        Builder<A, R> failedWhen(Predicate<? super R> failed);

        /// Lets calls that control answered be answered a second time, beside the caller's way and for
        /// comparison only, while a rollout asks for it; by default none is.
        Builder<A, R> shadowing(ShadowOptions<R> terms);

        /// Limits the candidate; by default it has no limits. A call that finds no place is answered by
        /// control. One that takes too long is a failure of the candidate, and its caller gets an
        /// [OutcomeUnknownException], unless [#fallsBackToControl] says otherwise.
        Builder<A, R> candidateLimits(CandidateLimits limits);

        /// Lets control answer what the candidate failed at: by an exception, a result that counts as
        /// failed, or the time limit. It remains the candidate's failure. **Only for calls that may run
        /// twice, such as reads**: the candidate may have done its work, or do it still.
        ///
        /// Without it a call runs once: control answers only what certainly has not begun, which is
        /// what found no place and what threw [CallNotStartedException].
        Builder<A, R> fallsBackToControl();

        /// Lets the paths take a [SettlementToken] for calls of which it is known only later whether they
        /// were good. By default they get none. Both paths have to take it at the same point: where only
        /// one does, only its late failures are known, and the comparison is wrong.
        Builder<A, R> settlesLater();

        /// Counts an event of the service's own that a call may cause, such as a double booking, for
        /// guardrails of kind ZERO_TOLERANCE, CEILING and EVENTS. Asked after each call that a rollout
        /// decided and that gave a result, in the caller's thread, outside the measured time; one that
        /// throws counts as "not known".
        ///
        /// @param metric its name: a letter and up to 99 letters, digits, dots, dashes or underscores
        Builder<A, R> counting(String metric, BiPredicate<? super A, ? super R> happened);

        /// Measures a value of each call, such as a fee, for guardrails of kind VALUE. Asked as in
        /// [#counting]. What is outside 0..most is taken for the nearer end, so that a few huge values
        /// cannot decide.
        ///
        /// @param most top of the range, above 0 and finite: what matters lies below, 100 % of it is
        ///     the worst or best
        /// @param value NaN when a call has no such value
        Builder<A, R> measuring(String metric, double most, ToDoubleBiFunction<? super A, ? super R> value);

        /// Measures a ratio of two numbers of each call, such as items refused of items sent. Calls in
        /// which the whole is 0 or below have no such value. Compared is the mean of the ratios, each
        /// at most 1.
        default Builder<A, R> measuringRatio(
                String metric,
                ToDoubleBiFunction<? super A, ? super R> part,
                ToDoubleBiFunction<? super A, ? super R> whole) {
            return measuring(metric, 1, (argument, result) -> {
                double all = whole.applyAsDouble(argument, result);
                return all > 0 ? part.applyAsDouble(argument, result) / all : Double.NaN;
            });
        }

        /// Declares a slice of the traffic whose failures are counted apart too, for guardrails of kind
        /// SLICE: a bank, a currency, a region. A call may be in several. Asked in the caller's thread,
        /// of failed calls only.
        ///
        /// @param slice its name, as for a metric; at most 20 of them
        /// @param contains whether a call is in it, by what is known before it runs
        Builder<A, R> slice(String slice, BiPredicate<? super EvaluationContext, ? super A> contains);

        /// The guarded change.
        ///
        /// @throws IllegalArgumentException from [#counting] and [#measuring] when a name or range is wrong
        /// @throws IllegalStateException when a path is missing or both have the same variant
        GuardedChange<A, R> build();
    }
}
