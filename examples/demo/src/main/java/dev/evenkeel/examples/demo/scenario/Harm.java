// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.examples.demo.environment.Unavoidable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What a story cost.
///
/// @param payments that failed at the first attempt, or were booked twice
/// @param excess how many more than there would have been at control's rate
/// @param least mean number of them that no guard can be below; null where none is known
public record Harm(long payments, double excess, @Nullable Double least) {

    /// Failed calls of the candidate since it turned bad. Needs a rollout that stayed at one exposure.
    ///
    /// @param onset the rollout when it turned bad; null: from the start
    static Harm ofCalls(JsonNode rollout, @Nullable JsonNode onset) {
        JsonNode control = rollout.at("/counts/control");
        JsonNode candidate = rollout.at("/counts/candidate");
        JsonNode before = onset == null ? MissingNode.getInstance() : onset.at("/counts/candidate");
        long failed = increase("failures", candidate, before);
        double controlRate = control.path("failures").asDouble()
                / Math.max(1, control.path("calls").asDouble());
        double least = Unavoidable.since(onset, rollout).failures();
        return new Harm(
                failed,
                failed - controlRate * increase("calls", candidate, before),
                Double.isInfinite(least) ? null : least);
    }

    /// Payments that the candidate booked twice. One is enough to know, and less cannot be.
    static Harm ofDoubleBookings(JsonNode rollout) {
        long doubled =
                rollout.at("/counts/candidate/metrics/double-bookings/events").asLong();
        return new Harm(doubled, doubled, 1.0);
    }

    /// What customers saw fail on either core, where nobody is to blame.
    static Harm ofBoth(long failed) {
        return new Harm(failed, failed, null);
    }

    private static long increase(String field, JsonNode counts, JsonNode before) {
        return counts.path(field).asLong() - before.path(field).asLong(0);
    }
}
