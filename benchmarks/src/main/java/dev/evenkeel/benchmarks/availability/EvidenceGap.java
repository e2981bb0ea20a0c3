// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One stored row of evidence, and the guard's evaluation that used it.
///
/// @param receivedAt when the server received it, by the server's clock
/// @param storedAt when it was committed
/// @param decidedAt when the tick that contains it was committed, with the decision
record EvidenceGap(String rollout, Instant receivedAt, Instant storedAt, Instant decidedAt) {
    Duration sinceReceived() {
        return Duration.between(receivedAt, decidedAt);
    }

    Duration sinceStored() {
        return Duration.between(storedAt, decidedAt);
    }

    /// A committed tick of a rollout.
    record CommittedTick(String rollout, Instant at) {}

    /// Returns the longest time without a tick of a rollout, within a period.
    static Duration longestWithoutTick(List<String> rollouts, List<CommittedTick> ticks, Instant from, Instant until) {
        Map<String, List<Instant>> byRollout = new HashMap<>();
        rollouts.forEach(rollout -> byRollout.put(rollout, new ArrayList<>(List.of(from, until))));
        ticks.stream()
                .filter(tick -> !tick.at().isBefore(from) && !tick.at().isAfter(until))
                .forEach(tick -> byRollout
                        .computeIfAbsent(tick.rollout(), ignored -> new ArrayList<>())
                        .add(tick.at()));
        return byRollout.values().stream()
                .map(EvidenceGap::longestPause)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Duration longestPause(List<Instant> times) {
        List<Instant> sorted = times.stream().sorted().toList();
        Duration longest = Duration.ZERO;
        for (int i = 1; i < sorted.size(); i++) {
            Duration pause = Duration.between(sorted.get(i - 1), sorted.get(i));
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        return longest;
    }
}
