// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.Evaluation;
import dev.evenkeel.flag.EvaluationContext;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs the code of a call and records its outcome. Thread-safe.
final class CallRunner<A extends @Nullable Object, R extends @Nullable Object> {
    private final Switchboard switchboard;
    private final Readings<A, R> readings;

    CallRunner(Switchboard switchboard, Readings<A, R> readings) {
        this.switchboard = switchboard;
        this.readings = readings;
    }

    /// What a call's outcome counts for: evidence for a rollout only when its split chose the variant
    /// that runs.
    ///
    /// @param split of the flag, when it decided the evaluation
    /// @param plain for what it counts otherwise; names the variant that runs
    StartedCall begin(
            @Nullable TrackedSplit split, Evaluation evaluation, StartedCall plain, EvaluationContext context) {
        String variant = plain.key().variant();
        String unit = context.targetingKey();
        OutcomeKey key = split == null || !variant.equals(evaluation.variant()) ? null : split.keyOf(variant);
        return split == null || unit == null || key == null ? plain : switchboard.start(split, key, unit);
    }

    /// Runs the code; what it throws comes out unchanged.
    ///
    /// @param failedWhen whether a result counts as failed; one that throws says so
    R run(
            StartedCall call,
            Function<? super A, ? extends R> code,
            Predicate<? super R> failedWhen,
            EvaluationContext context,
            A argument) {
        long start = switchboard.nanoTime();
        R result;
        try {
            result = code.apply(argument);
        } catch (Throwable thrown) {
            switchboard.end(call, start, switchboard.nanoTime(), true, ofFailure(call, context, argument));
            throw thrown;
        }
        long end = switchboard.nanoTime();
        boolean failed = isFailure(failedWhen, result);
        List<Reading> read = call.split() == null
                ? List.of()
                : readings.of(new Readings.Call<>(context, argument), result, failed, switchboard.drops());
        switchboard.end(call, start, end, failed, read);
        return result;
    }

    private List<Reading> ofFailure(StartedCall call, EvaluationContext context, A argument) {
        return call.split() == null
                ? List.of()
                : readings.ofFailure(new Readings.Call<>(context, argument), switchboard.drops());
    }

    static <R extends @Nullable Object> boolean isFailure(Predicate<? super R> failedWhen, R result) {
        try {
            return failedWhen.test(result);
        } catch (Throwable hostsMistake) {
            return true;
        }
    }
}
