// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.util.Map;

/// What one variant did in one tick.
///
/// @param calls executions that ended, all of them (for people; evidence uses units)
/// @param failures failed executions
/// @param newlyFailedUnits units that failed for the first time in the rollout, in whatever revision or variant
/// @param trials units whose first call of the revision, after warm-up, is in this tick
/// @param failedTrials trials that failed, 0..trials
/// @param trialLatency trials per latency bin (see `LatencyBins`), only bins that are not empty
public record VariantEvidence(
        long calls,
        long failures,
        long newlyFailedUnits,
        long trials,
        long failedTrials,
        Map<Integer, Long> trialLatency) {
    /// Nothing seen.
    public static final VariantEvidence NONE = new VariantEvidence(0, 0, 0, 0, 0, Map.of());

    public VariantEvidence {
        if (calls < 0 || failures < 0 || newlyFailedUnits < 0 || trials < 0 || failedTrials < 0) {
            throw new IllegalArgumentException("counts must be zero or more, got calls " + calls + ", failures "
                    + failures + ", newlyFailedUnits " + newlyFailedUnits + ", trials " + trials + ", failedTrials "
                    + failedTrials);
        }
        if (failures > calls || failedTrials > trials) {
            throw new IllegalArgumentException("failures " + failures + " of " + calls + " calls, failedTrials "
                    + failedTrials + " of " + trials + " trials: a part exceeds its whole");
        }
        trialLatency = Map.copyOf(trialLatency);
    }
}
