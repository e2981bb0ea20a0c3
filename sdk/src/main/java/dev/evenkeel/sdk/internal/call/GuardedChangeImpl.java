// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.FallBackToControlException;
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

/// The implementation of guarded changes: evaluates the flag, selects the path, runs it and records its
/// outcome.
final class GuardedChangeImpl<A extends @Nullable Object, R extends @Nullable Object> implements GuardedChange<A, R> {
    private final EvaluationAndRecordingCore core;
    private final String flagKey;
    private final VariantCodePath<A, R> control;
    private final VariantCodePath<A, R> candidate;
    private final MeasuredCallRunner<A, R> onControl;
    private final MeasuredCallRunner<A, R> onCandidate;
    private final @Nullable CandidateExecutor executor;
    private final Function<? super A, ? extends R> bounded;
    private final boolean fallsBack;
    private final boolean settles;
    private final @Nullable CallStartNotifier callStartNotifier;

    GuardedChangeImpl(
            EvaluationAndRecordingCore core,
            String flagKey,
            VariantCodePath<A, R> control,
            VariantCodePath<A, R> candidate,
            CallSettings<A, R> judgement) {
        this.core = core;
        this.callStartNotifier = core.callListenerNotifier();
        this.flagKey = flagKey;
        this.control = control;
        this.candidate = candidate;
        this.onControl = new MeasuredCallRunner<>(
                core, judgement.readings(), judgement.failedWhen(), createShadowRunner(judgement));
        this.onCandidate = new MeasuredCallRunner<>(core, judgement.readings(), judgement.failedWhen(), null);
        CandidateLimits limits = judgement.limits();
        CandidateExecutor executor = limits == null ? null : CandidateExecutor.of(flagKey, limits, core::nanoTime);
        this.executor = executor;
        this.bounded = executor == null ? candidate.code() : argument -> executor.run(candidate.code(), argument);
        this.fallsBack = judgement.fallsBack();
        this.settles = judgement.settles();
    }

    /// The settings of calls.
    ///
    /// @param shadowing options of shadow traffic; null when disabled
    /// @param limits limits of the candidate; null for none
    /// @param fallsBack whether control serves calls in which the candidate failed
    /// @param settles whether calls may get a settlement token
    record CallSettings<A extends @Nullable Object, R extends @Nullable Object>(
            Predicate<? super R> failedWhen,
            CustomCallMetricsReader<A, R> readings,
            @Nullable ShadowOptions<R> shadowing,
            @Nullable CandidateLimits limits,
            boolean fallsBack,
            boolean settles) {}

    /// One of the two paths, with its variant and the attribution of its outcomes without a rollout.
    record VariantCodePath<A extends @Nullable Object, R extends @Nullable Object>(
            String variant, Function<? super A, ? extends R> code, CallAttribution attribution) {
        VariantCodePath(String flagKey, String variant, Function<? super A, ? extends R> code) {
            this(variant, code, CallAttribution.outsideRollout(flagKey, variant));
        }
    }

    private @Nullable ShadowCallRunner<A, R> createShadowRunner(CallSettings<A, R> judgement) {
        ShadowOptions<R> shadowing = judgement.shadowing();
        return shadowing == null
                ? null
                : core.createShadowRunner(
                        flagKey,
                        shadowing,
                        new ShadowCallRunner.Paths<>(control.code(), candidate.code(), judgement.failedWhen()));
    }

    @Override
    public R run(EvaluationContext context, A argument) {
        ActiveFlags flags = core.flags();
        Evaluation evaluation = core.evaluate(flags, flagKey, context);
        TrackedExperiment experiment =
                evaluation.bySplit() ? flags.experiments().get(flagKey) : null;
        return experiment == null
                ? runSelectedPath(flags, evaluation, context, argument)
                : runInExperiment(experiment, flags, evaluation, context, argument);
    }

    private R runInExperiment(
            TrackedExperiment experiment,
            ActiveFlags flags,
            Evaluation evaluation,
            EvaluationContext context,
            A argument) {
        long start = core.nanoTime();
        try {
            return runSelectedPath(flags, evaluation, context, argument);
        } finally {
            core.recordExperimentDuration(experiment, context, core.nanoTime() - start);
        }
    }

    private R runSelectedPath(ActiveFlags flags, Evaluation evaluation, EvaluationContext context, A argument) {
        TrackedSplit split = evaluation.bySplit() ? flags.rollouts().get(flagKey) : null;
        /*
         * A process whose breaker has disabled the candidate contributes no evidence at all, so that its control
         * calls do not distort the comparison.
         */
        if (split != null && split.isCandidateDisabled()) {
            return runControl(null, evaluation, context, argument);
        }
        return candidate.variant().equals(evaluation.variant())
                ? runCandidate(split, evaluation, context, argument)
                : runControl(split, evaluation, context, argument);
    }

    /// @param split null when the call is not evidence for a rollout
    private R runControl(@Nullable TrackedSplit split, Evaluation evaluation, EvaluationContext context, A argument) {
        notifyListener(control, evaluation, split);
        CallAttribution attribution = MeasuredCallRunner.attribute(split, evaluation, control.attribution(), context);
        long unit = attribution.unit(context);
        return onControl.run(attribution, unit, withSettlement(attribution, unit, control.code()), context, argument);
    }

    private R runCandidate(@Nullable TrackedSplit split, Evaluation evaluation, EvaluationContext context, A argument) {
        if (executor != null && !executor.tryAcquire()) {
            core.recordLimit(candidateKey(split), CandidateLimitEvent.REFUSED);
            return runControl(null, evaluation, context, argument);
        }
        notifyListener(candidate, evaluation, split);
        CallAttribution attribution = MeasuredCallRunner.attribute(split, evaluation, candidate.attribution(), context);
        long unit = attribution.unit(context);
        R result;
        try {
            result = onCandidate.run(attribution, unit, limitCandidate(attribution, unit), context, argument);
        } catch (FallBackToControlException notBegun) {
            return fallBackToControl(notBegun, evaluation, context, argument);
        } catch (CandidateExecutor.CallTimedOutException timedOut) {
            core.recordLimit(attribution.key(), CandidateLimitEvent.TIMED_OUT);
            if (!fallsBack) {
                throw new OutcomeUnknownException(flagKey, candidate.variant());
            }
            return fallBackToControl(timedOut, evaluation, context, argument);
        } catch (Throwable thrown) {
            if (!fallsBack) {
                throw thrown;
            }
            return fallBackToControl(thrown, evaluation, context, argument);
        }
        return fallsBack && onCandidate.hasFailed(result) ? runControl(null, evaluation, context, argument) : result;
    }

    private void notifyListener(VariantCodePath<A, R> path, Evaluation evaluation, @Nullable TrackedSplit split) {
        if (callStartNotifier != null) {
            callStartNotifier.notifyCallStarted(flagKey, path.variant(), evaluation, split);
        }
    }

    private Function<? super A, ? extends R> limitCandidate(CallAttribution attribution, long unit) {
        CandidateExecutor within = executor;
        if (!settles || within == null) {
            return withSettlement(attribution, unit, bounded);
        }
        Function<? super A, ? extends R> code = withSettlement(attribution, unit, candidate.code());
        return argument -> within.run(code, argument);
    }

    private Function<? super A, ? extends R> withSettlement(
            CallAttribution attribution, long unit, Function<? super A, ? extends R> code) {
        return settles ? SettlementTokenScope.wrap(core, attribution, unit, code) : code;
    }

    private OutcomeKey candidateKey(@Nullable TrackedSplit split) {
        CallAttribution attribution = split == null ? null : split.findAttribution(candidate.variant());
        return (attribution == null ? candidate.attribution() : attribution).key();
    }

    /* The call has been counted as the candidate's; control's result is not evidence. */
    private R fallBackToControl(Throwable failure, Evaluation evaluation, EvaluationContext context, A argument) {
        try {
            return runControl(null, evaluation, context, argument);
        } catch (Throwable controlsToo) {
            if (!controlsToo.equals(failure)) {
                controlsToo.addSuppressed(failure);
            }
            throw controlsToo;
        }
    }
}
