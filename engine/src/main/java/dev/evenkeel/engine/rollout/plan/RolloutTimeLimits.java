// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.util.Optional;

/// How long a rollout may take. Time spent without evidence or in a shared incident counts too, but what the
/// plan says about those comes first.
///
/// @param step longest time at one exposure, longer than every step's dwell
/// @param rollout longest time from the order to start to the end of the plan, not shorter than that of a step
/// @param whenLate what to do after either
public record RolloutTimeLimits(Duration step, Duration rollout, DeadlineAction whenLate) {
    /// Why a rollout is late whose latency reference is still being gathered, one sentence for people; empty
    /// while it is in time.
    ///
    /// @param inAll time since the order to start
    /// @param samples control latencies that are known
    /// @param needed how many the reference takes
    public Optional<String> lateWithoutReference(Duration inAll, long samples, long needed) {
        return inAll.compareTo(rollout) < 0
                ? Optional.empty()
                : Optional.of(
                        "late, and nobody was exposed: the latency reference has " + QuantityFormatter.count(samples)
                                + " of the " + QuantityFormatter.count(needed) + " samples it needs after "
                                + QuantityFormatter.span(inAll)
                                + ", where the plan gives " + QuantityFormatter.span(rollout));
    }
}
