// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.server.rollout.RolloutTick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What flows just now.
///
/// @param traffic such as `212 requests/s`; says so when nothing flows
/// @param realisedShare share of calls that the candidate served lately, such as `5.10 %`; null when nothing is known
record Pulse(String traffic, @Nullable String realisedShare) {
    private static final Duration FRESH = Duration.ofSeconds(15);

    /// @param now decides whether the last ticks still are the present
    static Pulse of(RolloutFacts facts, Instant now) {
        List<RolloutTick.Calls> recent = facts.recent();
        if (recent.isEmpty()) {
            return new Pulse("no traffic yet", null);
        }
        if (Duration.between(recent.getLast().at(), now).compareTo(FRESH) > 0) {
            return new Pulse("no traffic", null);
        }
        return new Pulse(
                rate(recent), realised(recent, facts.rollout().position().revision()));
    }

    private static String rate(List<RolloutTick.Calls> recent) {
        double millis =
                Duration.between(recent.getFirst().at(), recent.getLast().at()).toMillis();
        long calls = recent.stream().skip(1).mapToLong(RolloutTick.Calls::all).sum();
        return millis <= 0 ? "not measured yet" : Numbers.count(Math.round(1_000 * calls / millis)) + " requests/s";
    }

    private static @Nullable String realised(List<RolloutTick.Calls> recent, long revision) {
        List<RolloutTick.Calls> current = recent.stream()
                .filter(tick -> tick.revision() == revision && !tick.late())
                .toList();
        long calls = current.stream().mapToLong(RolloutTick.Calls::all).sum();
        long candidate =
                current.stream().mapToLong(RolloutTick.Calls::candidate).sum();
        return calls == 0 ? null : Numbers.share((double) candidate / calls);
    }
}
