// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.Evaluation;
import dev.evenkeel.flag.EvaluationContext;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.Shadowing;
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
    private final CallRunner<A, R> runner;
    private final @Nullable ShadowRun<A, R> shadow;
    private final @Nullable ToldCalls told;

    GuardedRun(
            Switchboard switchboard,
            String flagKey,
            Path<A, R> control,
            Path<A, R> candidate,
            Judgement<A, R> judgement) {
        this.switchboard = switchboard;
        this.told = switchboard.toldCalls();
        this.flagKey = flagKey;
        this.control = control;
        this.candidate = candidate;
        this.failedWhen = judgement.failedWhen();
        this.runner = new CallRunner<>(switchboard, judgement.readings());
        Shadowing<R> shadowing = judgement.shadowing();
        this.shadow = shadowing == null
                ? null
                : new ShadowRun<>(
                        switchboard,
                        flagKey,
                        shadowing,
                        new ShadowRun.Paths<>(control.code(), candidate.code(), failedWhen));
    }

    /// What is asked of a result.
    ///
    /// @param shadowing how calls are answered a second time; null when they never are
    record Judgement<A extends @Nullable Object, R extends @Nullable Object>(
            Predicate<? super R> failedWhen,
            Readings<A, R> readings,
            @Nullable Shadowing<R> shadowing) {}

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
        TrackedSplit split = evaluation.bySplit() ? flags.rollouts().get(flagKey) : null;
        /* A process that has taken the candidate out of use gives no evidence at all, so that its control does not stand
         * alone in the comparison. */
        boolean cutOff = split != null && split.isCutOff();
        boolean onCandidate = !cutOff && candidate.variant().equals(evaluation.variant());
        Path<A, R> path = onCandidate ? candidate : control;
        if (told != null) {
            told.starts(flagKey, path.variant(), evaluation, split);
        }
        StartedCall call = cutOff ? path.plainCall() : runner.begin(split, evaluation, path.plainCall(), context);
        TrackedExperiment experiment =
                evaluation.bySplit() ? flags.experiments().get(flagKey) : null;
        R result = experiment == null
                ? runner.run(call, path.code(), failedWhen, context, argument)
                : studied(experiment, call, path, context, argument);
        if (shadow != null && !onCandidate && call.split() != null) {
            shadow.answered(call.split(), argument, result);
        }
        return result;
    }

    private R studied(
            TrackedExperiment experiment, StartedCall call, Path<A, R> path, EvaluationContext context, A argument) {
        long start = switchboard.nanoTime();
        try {
            return runner.run(call, path.code(), failedWhen, context, argument);
        } finally {
            switchboard.took(experiment, context, switchboard.nanoTime() - start);
        }
    }
}
