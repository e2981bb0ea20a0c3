// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.flag.EvaluationContext;
import java.util.function.Function;
import java.util.function.Predicate;
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
    /// Exceptions of the path come out unchanged and count as failures. Costs, besides the path: one
    /// evaluation, a few atomic additions and, while a rollout runs on the flag, one hash of the targeting
    /// key.
    ///
    /// @param context who the call is about; its targeting key is the unit of a rollout
    R run(EvaluationContext context, A argument);

    /// Describes a guarded change. Confined to one thread.
    interface Builder<A extends @Nullable Object, R extends @Nullable Object> {
        /// The old path, and the variant that stands for it.
        Builder<A, R> control(String variant, Function<? super A, ? extends R> path);

        /// The new path, and the variant that stands for it.
        Builder<A, R> candidate(String variant, Function<? super A, ? extends R> path);

        /// Says which results are failures; by default none is, only exceptions are. A predicate that throws
        /// counts the call as failed.
        Builder<A, R> failedWhen(Predicate<? super R> failed);

        /// The guarded change.
        ///
        /// @throws IllegalStateException when a path is missing or both have the same variant
        GuardedChange<A, R> build();
    }
}
