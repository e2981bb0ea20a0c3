// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.Evaluation;
import dev.evenkeel.flag.EvaluationContext;
import dev.evenkeel.sdk.GuardedChange;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs a guarded change: evaluate, choose the path, run it, record its outcome.
final class GuardedRun<A extends @Nullable Object, R extends @Nullable Object> implements GuardedChange<A, R> {
    private final Switchboard switchboard;
    private final String flagKey;
    private final Path<A, R> control;
    private final Path<A, R> candidate;
    private final Predicate<? super R> failedWhen;
    private final Readings<A, R> readings;

    GuardedRun(
            Switchboard switchboard,
            String flagKey,
            Path<A, R> control,
            Path<A, R> candidate,
            Judgement<A, R> judgement) {
        this.switchboard = switchboard;
        this.flagKey = flagKey;
        this.control = control;
        this.candidate = candidate;
        this.failedWhen = judgement.failedWhen();
        this.readings = judgement.readings();
    }

    /// What is asked of a result.
    record Judgement<A extends @Nullable Object, R extends @Nullable Object>(
            Predicate<? super R> failedWhen, Readings<A, R> readings) {}

    /// One of the two ways, the variant that stands for it, and what its outcomes count for without a
    /// rollout.
    record Path<A extends @Nullable Object, R extends @Nullable Object>(
            String variant, Function<? super A, ? extends R> code, StartedCall plainCall) {
        Path(String flagKey, String variant, Function<? super A, ? extends R> code) {
            this(variant, code, new StartedCall(new OutcomeKey(flagKey, variant, null), null, 0, false));
        }
    }

    @Override
    public R run(EvaluationContext context, A argument) {
        ActiveFlags flags = switchboard.flags();
        Evaluation evaluation = switchboard.evaluate(flags, flagKey, context);
        Path<A, R> path = candidate.variant().equals(evaluation.variant()) ? candidate : control;
        StartedCall call = begin(flags, evaluation, path, context);
        long start = switchboard.nanoTime();
        R result;
        try {
            result = path.code().apply(argument);
        } catch (Throwable thrown) {
            long failedAt = switchboard.nanoTime();
            switchboard.end(call, start, failedAt, true, ofFailure(call, context, argument));
            switchboard.took(flags, flagKey, evaluation, context, failedAt - start);
            throw thrown;
        }
        long end = switchboard.nanoTime();
        boolean failed = isFailure(result);
        List<Reading> read = call.split() == null
                ? List.of()
                : readings.of(new Readings.Call<>(context, argument), result, failed, switchboard.drops());
        switchboard.end(call, start, end, failed, read);
        switchboard.took(flags, flagKey, evaluation, context, end - start);
        return result;
    }

    private List<Reading> ofFailure(StartedCall call, EvaluationContext context, A argument) {
        return call.split() == null
                ? List.of()
                : readings.ofFailure(new Readings.Call<>(context, argument), switchboard.drops());
    }

    /// Evidence for a rollout only when its split chose the variant whose path runs.
    private StartedCall begin(ActiveFlags flags, Evaluation evaluation, Path<A, R> path, EvaluationContext context) {
        if (!evaluation.bySplit() || !path.variant().equals(evaluation.variant())) {
            return path.plainCall();
        }
        TrackedSplit split = flags.rollouts().get(flagKey);
        String unit = context.targetingKey();
        OutcomeKey key = split == null ? null : split.keyOf(path.variant());
        return split == null || unit == null || key == null ? path.plainCall() : switchboard.start(split, key, unit);
    }

    private boolean isFailure(R result) {
        try {
            return failedWhen.test(result);
        } catch (Throwable hostsMistake) {
            return true;
        }
    }
}
