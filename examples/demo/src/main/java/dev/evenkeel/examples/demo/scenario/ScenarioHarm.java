// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.examples.demo.environment.UnavoidableFailures;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

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
    static ScenarioHarm ofCalls(JsonNode rollout, @Nullable JsonNode onset) {
        JsonNode control = rollout.at("/counts/control");
        JsonNode candidate = rollout.at("/counts/candidate");
        JsonNode before = onset == null ? MissingNode.getInstance() : onset.at("/counts/candidate");
        long failed = increase("failures", candidate, before);
        double controlRate = control.path("failures").asDouble()
                / Math.max(1, control.path("calls").asDouble());
        double least = UnavoidableFailures.since(onset, rollout).failures();
        return new ScenarioHarm(
                failed,
                failed - controlRate * increase("calls", candidate, before),
                Double.isInfinite(least) ? null : least);
    }

    /// Counts payments that the candidate booked twice. The lower bound is one, because one is needed for
    /// detection.
    static ScenarioHarm ofDoubleBookings(JsonNode rollout) {
        long doubled =
                rollout.at("/counts/candidate/metrics/double-bookings/events").asLong();
        return new ScenarioHarm(doubled, doubled, 1.0);
    }

    /// Counts failures that customers saw on either core, for a fault that is not the candidate's.
    static ScenarioHarm ofBoth(long failed) {
        return new ScenarioHarm(failed, failed, null);
    }

    private static long increase(String field, JsonNode counts, JsonNode before) {
        return counts.path(field).asLong() - before.path(field).asLong(0);
    }
}
