// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.ShadowCallMarker;
import dev.evenkeel.sdk.internal.outcome.MetricReading;
import dev.evenkeel.sdk.internal.shadow.ShadowCallRunner;
import dev.evenkeel.sdk.internal.shadow.ShadowDispatcher;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A runner of calls that records their outcomes. Allocates nothing without metrics. Thread-safe.
public final class MeasuredCallRunner<A extends @Nullable Object, R extends @Nullable Object> {
    private final EvaluationAndRecordingCore core;
    private final CustomCallMetricsReader<A, R> readings;
    private final Predicate<? super R> failedWhen;
    private final @Nullable ShadowDispatcher<A, R> shadow;

    /// @param failedWhen whether a result counts as failed; a predicate that throws counts as failed
    /// @param shadow dispatcher of shadow calls; null when disabled
    public MeasuredCallRunner(
            EvaluationAndRecordingCore core,
            CustomCallMetricsReader<A, R> readings,
            Predicate<? super R> failedWhen,
            @Nullable ShadowDispatcher<A, R> shadow) {
        this.core = core;
        this.readings = readings;
        this.failedWhen = failedWhen;
        this.shadow = shadow;
    }

    /// Returns the attribution of a call's outcome: evidence for a rollout only when its split chose the
    /// variant that runs, and the call is not a shadow call.
    ///
    /// @param split split of the flag, when it decided the evaluation
    /// @param plain attribution otherwise; names the variant that runs
    public static CallAttribution attribute(
            @Nullable TrackedSplit split, Evaluation evaluation, CallAttribution plain, EvaluationContext context) {
        String variant = plain.key().variant();
        CallAttribution attribution =
                split == null || !variant.equals(evaluation.variant()) ? null : split.findAttribution(variant);
        return attribution == null || context.targetingKey() == null || ShadowCallMarker.isActive()
                ? plain
                : attribution;
    }

    /// Runs the code; its exceptions are rethrown unchanged. Bookkeeping before the code starts is part of
    /// the measured time, equally on both sides: some nanoseconds.
    ///
    /// @param unit number of the targeting key in this process
    public R run(
            CallAttribution side,
            long unit,
            Function<? super A, ? extends R> code,
            EvaluationContext context,
            A argument) {
        long start = core.nanoTime();
        CallAttribution kind = core.beginCall(side, unit, start);
        R result;
        try {
            result = code.apply(argument);
        } catch (Throwable thrown) {
            long nanos = core.nanoTime() - start;
            core.recordFailure(kind, unit, start, nanos, readFailure(kind, context, argument));
            throw thrown;
        }
        long nanos = core.nanoTime() - start;
        boolean failed = hasFailed(result);
        TrackedSplit split = kind.split();
        List<MetricReading> read =
                split == null ? List.of() : readings.readResult(context, argument, result, failed, core.drops());
        if (failed) {
            core.recordFailure(kind, unit, start, nanos, read);
        } else {
            core.recordSuccess(kind, unit, nanos, read);
        }
        if (split != null) {
            split.recordRun(kind);
            if (shadow != null) {
                shadow.dispatch(split, start, nanos, argument, result);
            }
        }
        return result;
    }

    /// Whether a result counts as failed.
    boolean hasFailed(R result) {
        return ShadowCallRunner.isFailure(failedWhen, result);
    }

    private List<MetricReading> readFailure(CallAttribution attribution, EvaluationContext context, A argument) {
        return attribution.split() == null ? List.of() : readings.readFailure(context, argument, core.drops());
    }
}
