// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.environment;

import dev.evenkeel.api.RolloutApi.PerVariant;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.VariantCountsResponse;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.stats.DetectionSampleLowerBound;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A lower bound on failed payments: the mean number that no guard could have avoided at the observed failure
/// rates.
///
/// If control never failed, one failure of the candidate would suffice with a purely relative margin. The
/// bound then applies to candidates whose failure rate exceeds control's by [#MARGIN].
///
/// @param failures smallest mean number of failed candidate calls
/// @param alpha the plan's false alarm level
/// @param controlRate control's failure rate
/// @param margin tolerated excess over control's rate
public record UnavoidableFailures(double failures, double alpha, double controlRate, double margin) {
    private static final double MARGIN = 0.0005;

    /// @param rollout a rolled-back rollout that never left its first step
    public static UnavoidableFailures of(RolloutDetailResponse rollout) {
        return since(null, rollout);
    }

    /// Computes the bound for a candidate that becomes faulty during the rollout and a guard that knows the
    /// onset.
    ///
    /// @param onset the rollout at that moment; null: from the start
    /// @param rollout the same rollout, rolled back at the same step
    public static UnavoidableFailures since(@Nullable RolloutDetailResponse onset, RolloutDetailResponse rollout) {
        RolloutPlan plan = rollout.summary().plan();
        PerVariant<VariantCountsResponse> counts = rollout.summary().counts();
        double controlRate = rate(counts.control(), null);
        double candidateRate = rate(
                counts.candidate(),
                onset == null ? null : onset.summary().counts().candidate());
        double margin = controlRate == 0 ? MARGIN : 0;
        var bound = new DetectionSampleLowerBound(
                controlRate,
                candidateRate,
                plan.steps().getFirst().exposure().fraction(),
                plan.alpha(),
                plan.guardrails().errors().rollbackRatio(),
                margin);
        return new UnavoidableFailures(bound.failedCandidateRequests(), plan.alpha(), controlRate, margin);
    }

    /// Formats the bound as one line.
    public String describe() {
        return String.format(
                Locale.ROOT,
                "at least %.0f (lower bound for any guard with a false alarm rate of %.2g%%)",
                Math.ceil(failures),
                100 * alpha);
    }

    private static double rate(VariantCountsResponse counts, @Nullable VariantCountsResponse before) {
        long failures = counts.failures() - (before == null ? 0 : before.failures());
        long calls = counts.calls() - (before == null ? 0 : before.calls());
        return (double) failures / Math.max(1, calls);
    }
}
