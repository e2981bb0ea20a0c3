// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The boundaries between ticks.
///
/// A tick consists of all pending evidence of one revision. It closes when both variants have calls, or when
/// its oldest part has waited for the maximum age or has a timestamp that far in the future, because the clock
/// was set back. Boundaries thus depend on arrivals only, never on outcomes, as the guard's guarantee requires.
final class NextTickEvidenceSelector {
    private NextTickEvidenceSelector() {}

    /// Returns the evidence of the next closed tick, oldest revision first.
    ///
    /// @param waiting in order of arrival
    /// @param maxAge how long a tick waits for calls of the other variant
    static Optional<List<RolloutEvidenceEntry>> findNext(
            List<RolloutEvidenceEntry> waiting, Instant now, Duration maxAge) {
        return waiting.stream()
                .collect(Collectors.groupingBy(RolloutEvidenceEntry::revision, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(tick -> closed(tick, now, maxAge))
                .findFirst();
    }

    private static boolean closed(List<RolloutEvidenceEntry> tick, Instant now, Duration maxAge) {
        boolean both = tick.stream().anyMatch(one -> one.control().calls() > 0)
                && tick.stream().anyMatch(one -> one.candidate().calls() > 0);
        return both || Duration.between(tick.getFirst().receivedAt(), now).abs().compareTo(maxAge) >= 0;
    }
}
