// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Calls that were counted.
///
/// @param calls that ended, 1 or more
/// @param failures of them
/// @param from when counting began
/// @param to when it ended, later
/// @param rollout whose control was counted; null when all calls of the flag were
public record ObservedCalls(
        long calls,
        long failures,
        Instant from,
        Instant to,
        @Nullable String rollout) {
    /// Calls a second.
    public double perSecond() {
        return calls * 1e9 / Duration.between(from, to).toNanos();
    }

    /// Share of the calls that failed, 0..1.
    public double failureRate() {
        return (double) failures / calls;
    }
}
