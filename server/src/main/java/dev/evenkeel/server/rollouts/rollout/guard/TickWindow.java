// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.rollouts.evidence.RolloutEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where one tick ends and the next begins.
///
/// A tick is all evidence of one revision that waits. It is closed when both variants have calls, or when its
/// oldest part has waited long enough, or comes from as far in the future because the clock was set back. So
/// borders depend on arrivals only, never on outcomes: the guard's guarantee needs that.
final class TickWindow {
    private TickWindow() {}

    /// The evidence of the next tick, of the oldest revision first.
    ///
    /// @param waiting in the order of arrival
    /// @param now when the look is taken
    /// @param maxAge how long a tick waits for the other variant
    static Optional<List<RolloutEvidence>> next(List<RolloutEvidence> waiting, Instant now, Duration maxAge) {
        return waiting.stream()
                .collect(Collectors.groupingBy(RolloutEvidence::revision, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(tick -> closed(tick, now, maxAge))
                .findFirst();
    }

    private static boolean closed(List<RolloutEvidence> tick, Instant now, Duration maxAge) {
        boolean both = tick.stream().anyMatch(one -> one.control().calls() > 0)
                && tick.stream().anyMatch(one -> one.candidate().calls() > 0);
        return both || Duration.between(tick.getFirst().receivedAt(), now).abs().compareTo(maxAge) >= 0;
    }
}
