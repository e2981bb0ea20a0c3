// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What flows just now.
///
/// @param traffic such as `212 requests/s`; says so when nothing flows
/// @param callsPerSecond of both variants; null when nothing flows, or not long enough to tell
/// @param realisedShare share of calls that the candidate served lately, such as `5.10 %`; null when nothing is
///     known
record TrafficSummary(
        String traffic,
        @Nullable Double callsPerSecond,
        @Nullable String realisedShare) {
    private static final Duration FRESH = Duration.ofSeconds(15);

    /// @param now decides whether the last ticks still are the present
    static TrafficSummary of(RolloutPageData facts, Instant now) {
        List<RolloutTick.Calls> recent = facts.recent();
        if (recent.isEmpty()) {
            return new TrafficSummary("no traffic yet", null, null);
        }
        if (Duration.between(recent.getLast().at(), now).compareTo(FRESH) > 0) {
            return new TrafficSummary("no traffic", null, null);
        }
        Double rate = rate(recent);
        return new TrafficSummary(
                rate == null ? "not measured yet" : DisplayFormatter.count(Math.round(rate)) + " requests/s",
                rate,
                realised(recent, facts.rollout().position().revision()));
    }

    private static @Nullable Double rate(List<RolloutTick.Calls> recent) {
        double millis =
                Duration.between(recent.getFirst().at(), recent.getLast().at()).toMillis();
        long calls = recent.stream().skip(1).mapToLong(RolloutTick.Calls::all).sum();
        return millis <= 0 ? null : (Double) (1_000 * calls / millis);
    }

    private static @Nullable String realised(List<RolloutTick.Calls> recent, long revision) {
        List<RolloutTick.Calls> current = recent.stream()
                .filter(tick -> tick.revision() == revision && !tick.late())
                .toList();
        long calls = current.stream().mapToLong(RolloutTick.Calls::all).sum();
        long candidate =
                current.stream().mapToLong(RolloutTick.Calls::candidate).sum();
        return calls == 0 ? null : DisplayFormatter.share((double) candidate / calls);
    }
}
