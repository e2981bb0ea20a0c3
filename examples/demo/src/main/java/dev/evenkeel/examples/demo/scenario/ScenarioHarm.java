// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.examples.demo.environment.UnavoidableFailures;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What a story cost.
///
/// @param payments that failed at the first attempt, or were booked twice
/// @param excess how many more than there would have been at control's rate
/// @param least mean number of them that no guard can be below; null where none is known
public record ScenarioHarm(
        long payments, double excess, @Nullable Double least) {

    /// Failed calls of the candidate since it turned bad. Needs a rollout that stayed at one exposure.
    ///
    /// @param onset the rollout when it turned bad; null: from the start
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

    /// Payments that the candidate booked twice. One is enough to know, and less cannot be.
    static ScenarioHarm ofDoubleBookings(JsonNode rollout) {
        long doubled =
                rollout.at("/counts/candidate/metrics/double-bookings/events").asLong();
        return new ScenarioHarm(doubled, doubled, 1.0);
    }

    /// What customers saw fail on either core, where nobody is to blame.
    static ScenarioHarm ofBoth(long failed) {
        return new ScenarioHarm(failed, failed, null);
    }

    private static long increase(String field, JsonNode counts, JsonNode before) {
        return counts.path(field).asLong() - before.path(field).asLong(0);
    }
}
