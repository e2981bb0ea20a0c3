// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.environment;

import dev.evenkeel.engine.stats.DetectionSampleLowerBound;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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

    /// @param rollout a rolled-back rollout, as returned by the API, that never left its first step
    public static UnavoidableFailures of(JsonNode rollout) {
        return since(null, rollout);
    }

    /// Computes the bound for a candidate that becomes faulty during the rollout and a guard that knows the
    /// onset.
    ///
    /// @param onset the rollout at that moment; null: from the start
    /// @param rollout the same rollout, rolled back at the same step
    public static UnavoidableFailures since(@Nullable JsonNode onset, JsonNode rollout) {
        JsonNode plan = rollout.path("plan");
        double share = plan.path("steps").path(0).path("exposure").asDouble() / 100;
        double alpha = plan.path("alpha").asDouble();
        double r = plan.at("/guardrails/errors/rollbackRatio").asDouble();
        double controlRate = rate(rollout.at("/counts/control"), null);
        double candidateRate =
                rate(rollout.at("/counts/candidate"), onset == null ? null : onset.at("/counts/candidate"));
        double margin = controlRate == 0 ? MARGIN : 0;
        var bound = new DetectionSampleLowerBound(controlRate, candidateRate, share, alpha, r, margin);
        return new UnavoidableFailures(bound.failedCandidateRequests(), alpha, controlRate, margin);
    }

    /// Formats the bound as one line.
    public String describe() {
        return String.format(
                Locale.ROOT,
                "at least %.0f (lower bound for any guard with a false alarm rate of %.2g%%)",
                Math.ceil(failures),
                100 * alpha);
    }

    private static double rate(JsonNode counts, @Nullable JsonNode before) {
        return increase("failures", counts, before) / Math.max(1, increase("calls", counts, before));
    }

    private static double increase(String field, JsonNode counts, @Nullable JsonNode before) {
        return counts.path(field).asDouble()
                - (before == null ? 0 : before.path(field).asDouble());
    }
}
