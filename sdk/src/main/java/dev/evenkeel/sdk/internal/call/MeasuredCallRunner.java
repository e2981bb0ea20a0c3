// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.ShadowCall;
import dev.evenkeel.sdk.internal.outcome.MetricReading;
import dev.evenkeel.sdk.internal.shadow.ShadowCallRunner;
import dev.evenkeel.sdk.internal.shadow.ShadowDispatcher;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs the code of a call and records its outcome. Makes no object when there is nothing to
/// read. Thread-safe.
public final class MeasuredCallRunner<A extends @Nullable Object, R extends @Nullable Object> {
    private final CallPipeline switchboard;
    private final CallMetricsReader<A, R> readings;
    private final Predicate<? super R> failedWhen;
    private final @Nullable ShadowDispatcher<A, R> shadow;

    /// @param failedWhen whether a result counts as failed; one that throws says so
    /// @param shadow has calls answered a second time; null when none is
    public MeasuredCallRunner(
            CallPipeline switchboard,
            CallMetricsReader<A, R> readings,
            Predicate<? super R> failedWhen,
            @Nullable ShadowDispatcher<A, R> shadow) {
        this.switchboard = switchboard;
        this.readings = readings;
        this.failedWhen = failedWhen;
        this.shadow = shadow;
    }

    /// What a call's outcome counts for: evidence for a rollout only when its split chose the variant
    /// that runs, and somebody waits for the answer.
    ///
    /// @param split of the flag, when it decided the evaluation
    /// @param plain for what it counts otherwise; names the variant that runs
    public static CallAttribution kind(
            @Nullable TrackedSplit split, Evaluation evaluation, CallAttribution plain, EvaluationContext context) {
        String variant = plain.key().variant();
        CallAttribution side = split == null || !variant.equals(evaluation.variant()) ? null : split.kindOf(variant);
        return side == null || context.targetingKey() == null || ShadowCall.isActive() ? plain : side;
    }

    /// Runs the code; what it throws comes out unchanged. What is noted before the code begins is
    /// part of the time measured, on both sides alike: some nanoseconds.
    ///
    /// @param unit number of the targeting key in this process
    public R run(
            CallAttribution side,
            long unit,
            Function<? super A, ? extends R> code,
            EvaluationContext context,
            A argument) {
        long start = switchboard.nanoTime();
        CallAttribution kind = switchboard.begins(side, unit, start);
        R result;
        try {
            result = code.apply(argument);
        } catch (Throwable thrown) {
            long nanos = switchboard.nanoTime() - start;
            switchboard.failed(kind, unit, start, nanos, ofFailure(kind, context, argument));
            throw thrown;
        }
        long nanos = switchboard.nanoTime() - start;
        boolean failed = hasFailed(result);
        TrackedSplit split = kind.split();
        List<MetricReading> read =
                split == null ? List.of() : readings.of(context, argument, result, failed, switchboard.drops());
        if (failed) {
            switchboard.failed(kind, unit, start, nanos, read);
        } else {
            switchboard.succeeded(kind, unit, nanos, read);
        }
        if (split != null) {
            split.ran(kind);
            if (shadow != null) {
                shadow.answered(split, start, nanos, argument, result);
            }
        }
        return result;
    }

    /// Whether a result counts as failed.
    boolean hasFailed(R result) {
        return ShadowCallRunner.isFailure(failedWhen, result);
    }

    private List<MetricReading> ofFailure(CallAttribution kind, EvaluationContext context, A argument) {
        return kind.split() == null ? List.of() : readings.ofFailure(context, argument, switchboard.drops());
    }
}
