// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.CallNotStartedException;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.OutcomeUnknownException;
import dev.evenkeel.sdk.ShadowOptions;
import dev.evenkeel.sdk.internal.delivery.ActiveFlags;
import dev.evenkeel.sdk.internal.outcome.CandidateLimitEvent;
import dev.evenkeel.sdk.internal.shadow.ShadowCallRunner;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.TrackedExperiment;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs a guarded change: evaluate, choose the path, run it, record its outcome.
final class GuardedChangeImpl<A extends @Nullable Object, R extends @Nullable Object> implements GuardedChange<A, R> {
    private final CallPipeline switchboard;
    private final String flagKey;
    private final Path<A, R> control;
    private final Path<A, R> candidate;
    private final MeasuredCallRunner<A, R> onControl;
    private final MeasuredCallRunner<A, R> onCandidate;
    private final @Nullable CandidateExecutor lane;
    private final Function<? super A, ? extends R> bounded;
    private final boolean fallsBack;
    private final boolean settles;
    private final @Nullable CallListenerNotifier told;

    GuardedChangeImpl(
            CallPipeline switchboard,
            String flagKey,
            Path<A, R> control,
            Path<A, R> candidate,
            CallSettings<A, R> judgement) {
        this.switchboard = switchboard;
        this.told = switchboard.toldCalls();
        this.flagKey = flagKey;
        this.control = control;
        this.candidate = candidate;
        this.onControl =
                new MeasuredCallRunner<>(switchboard, judgement.readings(), judgement.failedWhen(), shadow(judgement));
        this.onCandidate = new MeasuredCallRunner<>(switchboard, judgement.readings(), judgement.failedWhen(), null);
        CandidateLimits limits = judgement.limits();
        CandidateExecutor lane = limits == null ? null : CandidateExecutor.of(flagKey, limits, switchboard::nanoTime);
        this.lane = lane;
        this.bounded = lane == null ? candidate.code() : argument -> lane.run(candidate.code(), argument);
        this.fallsBack = judgement.fallsBack();
        this.settles = judgement.settles();
    }

    /// What is asked of a result, and who answers when there is none.
    ///
    /// @param shadowing how calls are answered a second time; null when they never are
    /// @param limits what the candidate may take; null when it has no limits
    /// @param fallsBack whether control answers what the candidate failed at
    /// @param settles whether calls may get a settlement token
    record CallSettings<A extends @Nullable Object, R extends @Nullable Object>(
            Predicate<? super R> failedWhen,
            CallMetricsReader<A, R> readings,
            @Nullable ShadowOptions<R> shadowing,
            @Nullable CandidateLimits limits,
            boolean fallsBack,
            boolean settles) {}

    /// One of the two ways, the variant that stands for it, and what its outcomes count for without a
    /// rollout.
    record Path<A extends @Nullable Object, R extends @Nullable Object>(
            String variant, Function<? super A, ? extends R> code, CallAttribution plain) {
        Path(String flagKey, String variant, Function<? super A, ? extends R> code) {
            this(variant, code, CallAttribution.plain(flagKey, variant));
        }
    }

    private @Nullable ShadowCallRunner<A, R> shadow(CallSettings<A, R> judgement) {
        ShadowOptions<R> shadowing = judgement.shadowing();
        return shadowing == null
                ? null
                : switchboard.shadowRun(
                        flagKey,
                        shadowing,
                        new ShadowCallRunner.Paths<>(control.code(), candidate.code(), judgement.failedWhen()));
    }

    @Override
    public R run(EvaluationContext context, A argument) {
        ActiveFlags flags = switchboard.flags();
        Evaluation evaluation = switchboard.evaluate(flags, flagKey, context);
        TrackedExperiment experiment =
                evaluation.bySplit() ? flags.experiments().get(flagKey) : null;
        return experiment == null
                ? answer(flags, evaluation, context, argument)
                : studied(experiment, flags, evaluation, context, argument);
    }

    private R studied(
            TrackedExperiment experiment,
            ActiveFlags flags,
            Evaluation evaluation,
            EvaluationContext context,
            A argument) {
        long start = switchboard.nanoTime();
        try {
            return answer(flags, evaluation, context, argument);
        } finally {
            switchboard.took(experiment, context, switchboard.nanoTime() - start);
        }
    }

    private R answer(ActiveFlags flags, Evaluation evaluation, EvaluationContext context, A argument) {
        TrackedSplit split = evaluation.bySplit() ? flags.rollouts().get(flagKey) : null;
        /* A process that has taken the candidate out of use gives no evidence at all, so that its control does not stand
         * alone in the comparison. */
        if (split != null && split.isCutOff()) {
            return byControl(null, evaluation, context, argument);
        }
        return candidate.variant().equals(evaluation.variant())
                ? byCandidate(split, evaluation, context, argument)
                : byControl(split, evaluation, context, argument);
    }

    /// @param split null when the answer is no evidence for a rollout
    private R byControl(@Nullable TrackedSplit split, Evaluation evaluation, EvaluationContext context, A argument) {
        tell(control, evaluation, split);
        CallAttribution kind = MeasuredCallRunner.kind(split, evaluation, control.plain(), context);
        long unit = kind.unit(context);
        return onControl.run(kind, unit, settling(kind, unit, control.code()), context, argument);
    }

    private R byCandidate(@Nullable TrackedSplit split, Evaluation evaluation, EvaluationContext context, A argument) {
        if (lane != null && !lane.enter()) {
            switchboard.limited(candidateOf(split), CandidateLimitEvent.REFUSED);
            return byControl(null, evaluation, context, argument);
        }
        tell(candidate, evaluation, split);
        CallAttribution kind = MeasuredCallRunner.kind(split, evaluation, candidate.plain(), context);
        long unit = kind.unit(context);
        R result;
        try {
            result = onCandidate.run(kind, unit, bounded(kind, unit), context, argument);
        } catch (CallNotStartedException notBegun) {
            return instead(notBegun, evaluation, context, argument);
        } catch (CandidateExecutor.CallTimedOutException timedOut) {
            switchboard.limited(kind.key(), CandidateLimitEvent.TIMED_OUT);
            if (!fallsBack) {
                throw new OutcomeUnknownException(flagKey, candidate.variant());
            }
            return instead(timedOut, evaluation, context, argument);
        } catch (Throwable thrown) {
            if (!fallsBack) {
                throw thrown;
            }
            return instead(thrown, evaluation, context, argument);
        }
        return fallsBack && onCandidate.hasFailed(result) ? byControl(null, evaluation, context, argument) : result;
    }

    private void tell(Path<A, R> path, Evaluation evaluation, @Nullable TrackedSplit split) {
        if (told != null) {
            told.starts(flagKey, path.variant(), evaluation, split);
        }
    }

    private Function<? super A, ? extends R> bounded(CallAttribution kind, long unit) {
        CandidateExecutor within = lane;
        if (!settles || within == null) {
            return settling(kind, unit, bounded);
        }
        Function<? super A, ? extends R> code = settling(kind, unit, candidate.code());
        return argument -> within.run(code, argument);
    }

    private Function<? super A, ? extends R> settling(
            CallAttribution kind, long unit, Function<? super A, ? extends R> code) {
        return settles ? SettlementScope.around(switchboard, kind, unit, code) : code;
    }

    private OutcomeKey candidateOf(@Nullable TrackedSplit split) {
        CallAttribution side = split == null ? null : split.kindOf(candidate.variant());
        return (side == null ? candidate.plain() : side).key();
    }

    /* The call has been counted as the candidate's; what control makes of it is evidence for nobody. */
    private R instead(Throwable failure, Evaluation evaluation, EvaluationContext context, A argument) {
        try {
            return byControl(null, evaluation, context, argument);
        } catch (Throwable controlsToo) {
            if (!controlsToo.equals(failure)) {
                controlsToo.addSuppressed(failure);
            }
            throw controlsToo;
        }
    }
}
