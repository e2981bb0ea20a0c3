// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Current traffic of a rollout.
///
/// @param traffic such as `212 requests/s`, or a text that there is none
/// @param callsPerSecond calls per second of both variants; null if there is no traffic or the window is too
///     short
/// @param realisedShare recent share of calls served by the candidate, such as `5.10%`; null if unknown
record TrafficSummary(
        String traffic,
        @Nullable Double callsPerSecond,
        @Nullable String realisedShare) {
    private static final Duration FRESH = Duration.ofSeconds(15);

    /// Summarises the last ticks.
    ///
    /// @param now current time, to detect whether the last ticks are recent
    static TrafficSummary of(RolloutPageData data, Instant now) {
        List<RolloutTick.Calls> recent = data.recentCalls();
        if (recent.isEmpty()) {
            return new TrafficSummary("no traffic yet", null, null);
        }
        if (Duration.between(recent.getLast().at(), now).compareTo(FRESH) > 0) {
            return new TrafficSummary("no traffic", null, null);
        }
        Double rate = calculateRate(recent);
        return new TrafficSummary(
                rate == null ? "not measured yet" : QuantityFormatter.formatCount(Math.round(rate)) + " requests/s",
                rate,
                formatRealisedShare(recent, data.rollout().position().revision()));
    }

    private static @Nullable Double calculateRate(List<RolloutTick.Calls> recent) {
        double millis =
                Duration.between(recent.getFirst().at(), recent.getLast().at()).toMillis();
        long calls = recent.stream().skip(1).mapToLong(RolloutTick.Calls::total).sum();
        return millis <= 0 ? null : (Double) (1_000 * calls / millis);
    }

    private static @Nullable String formatRealisedShare(List<RolloutTick.Calls> recent, long revision) {
        List<RolloutTick.Calls> current = recent.stream()
                .filter(tick -> tick.revision() == revision && !tick.late())
                .toList();
        long calls = current.stream().mapToLong(RolloutTick.Calls::total).sum();
        long candidate =
                current.stream().mapToLong(RolloutTick.Calls::candidate).sum();
        return calls == 0 ? null : QuantityFormatter.formatPercent((double) candidate / calls);
    }
}
