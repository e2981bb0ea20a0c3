// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The number of calls and failures counted in a period.
///
/// @param calls calls that ended, 1 or more
/// @param failures failed calls among them
/// @param from start of the period
/// @param to end of the period, after `from`
/// @param rollout rollout whose control calls were counted; null when all calls of the flag were
public record FlagPeriodCallCounts(
        long calls,
        long failures,
        Instant from,
        Instant to,
        @Nullable String rollout) {
    public double perSecond() {
        return calls * 1e9 / Duration.between(from, to).toNanos();
    }

    /// Returns the share of failed calls, 0 to 1.
    public double failureRate() {
        return (double) failures / calls;
    }
}
