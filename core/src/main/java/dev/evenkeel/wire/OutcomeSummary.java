// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.wire;

import dev.evenkeel.telemetry.LatencySketch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one process saw of one variant since its last batch.
///
/// @param flag key of the flag, 1..256 characters
/// @param variant the variant that was executed, 1..256 characters
/// @param split the rollout and side, when a rollout's split decided the calls
/// @param calls finished calls, 0 or more
/// @param failures failed ones among them
/// @param latency latencies of all calls, as many as `calls`; not copied
/// @param failedUnits units that failed for the first time in the rollout, at most one per failure; empty
///     without split
/// @param trials first calls of units in the revision, at most one per call; empty without split
public record OutcomeSummary(
        String flag,
        String variant,
        @Nullable SplitKey split,
        long calls,
        long failures,
        LatencySketch latency,
        List<FailedUnit> failedUnits,
        List<Trial> trials) {

    /// @throws IllegalArgumentException when the parts contradict each other; its message lists every
    ///     contradiction
    public OutcomeSummary {
        failedUnits = List.copyOf(failedUnits);
        trials = List.copyOf(trials);
        var rules = new Rules();
        rules.name("flag", flag);
        rules.name("variant", variant);
        rules.atLeast("calls", calls, 0);
        rules.atLeast("failures", failures, 0);
        rules.atMost("failures", failures, "calls", calls);
        rules.require(latency.count() == calls, "latency must hold calls (" + calls + "), holds " + latency.count());
        rules.atMost("failedUnits", failedUnits.size(), "failures", failures);
        rules.atMost("trials", trials.size(), "calls", calls);
        rules.atMost("failed trials", trials.stream().filter(Trial::failed).count(), "failures", failures);
        rules.require(
                split != null || (failedUnits.isEmpty() && trials.isEmpty()),
                "failedUnits and trials need rollout, revision and role");
        rules.check();
    }
}
