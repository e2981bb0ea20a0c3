// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.VariantCountsResponse;
import dev.evenkeel.api.RolloutApi.VariantMetricCountsResponse;
import dev.evenkeel.examples.demo.environment.UnavoidableFailures;
import org.jspecify.annotations.Nullable;

/// The cost of a scenario.
///
/// @param payments payments that failed at the first attempt, or were booked twice
/// @param excess how many more than expected at control's rate
/// @param least lower bound on their mean number for any guard; null when unknown
public record ScenarioHarm(
        long payments, double excess, @Nullable Double least) {

    /// Counts failed candidate calls since the candidate became faulty. The rollout must have stayed at one
    /// exposure.
    ///
    /// @param onset the rollout when the candidate became faulty; null: from the start
    static ScenarioHarm ofCalls(RolloutDetailResponse rollout, @Nullable RolloutDetailResponse onset) {
        VariantCountsResponse control = rollout.summary().counts().control();
        VariantCountsResponse candidate = rollout.summary().counts().candidate();
        VariantCountsResponse before =
                onset == null ? null : onset.summary().counts().candidate();
        long failed = candidate.failures() - (before == null ? 0 : before.failures());
        long calls = candidate.calls() - (before == null ? 0 : before.calls());
        double controlRate = (double) control.failures() / Math.max(1, control.calls());
        double least = UnavoidableFailures.since(onset, rollout).failures();
        return new ScenarioHarm(failed, failed - controlRate * calls, Double.isInfinite(least) ? null : least);
    }

    /// Counts payments that the candidate booked twice. The lower bound is one, because one is needed for
    /// detection.
    static ScenarioHarm ofDoubleBookings(RolloutDetailResponse rollout) {
        VariantMetricCountsResponse counted =
                rollout.summary().counts().candidate().metrics().get("double-bookings");
        long doubled = counted == null ? 0 : counted.events();
        return new ScenarioHarm(doubled, doubled, 1.0);
    }

    /// Counts failures that customers saw on either core, for a fault that is not the candidate's.
    static ScenarioHarm ofBoth(long failed) {
        return new ScenarioHarm(failed, failed, null);
    }
}
