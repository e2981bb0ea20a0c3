// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.util.Optional;

/// Time limits of a rollout. Time without evidence or in a shared incident counts too, but the plan's
/// policies for those take precedence.
///
/// @param step maximum time at one exposure, longer than the dwell of every step
/// @param rollout maximum time from the start request to the end of the plan, not shorter than that of a step
/// @param whenLate action when either limit has passed
public record RolloutTimeLimits(Duration step, Duration rollout, DeadlineAction whenLate) {
    /// Formats why a rollout that is still collecting its latency baseline is overdue, as one sentence;
    /// empty while it is in time.
    ///
    /// @param inAll time since the start request
    /// @param samples control latencies collected
    /// @param needed control latencies required
    public Optional<String> describeSeedingDelay(Duration inAll, long samples, long needed) {
        return inAll.compareTo(rollout) < 0
                ? Optional.empty()
                : Optional.of("time limit exceeded, no users exposed: the latency baseline has "
                        + QuantityFormatter.formatCount(samples)
                        + " of " + QuantityFormatter.formatCount(needed) + " required samples after "
                        + QuantityFormatter.formatDuration(inAll)
                        + ", limit " + QuantityFormatter.formatDuration(rollout));
    }
}
