// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import java.time.Instant;

/// The progress of a rollout's evidence.
///
/// @param lastTick number of the last tick added, 0 before the first
/// @param lastRestart when a rollback test was last started
/// @param peak highest logarithm of the combined rollback evidence so far
public record EvidenceWatermark(long lastTick, Instant lastRestart, double peak) {
    EvidenceWatermark clampTo(Instant now) {
        return new EvidenceWatermark(lastTick, RolloutGuardState.earlier(lastRestart, now), peak);
    }

    /// Returns the progress after a tick too small to change the verdict.
    public EvidenceWatermark skipTick(EvidenceTick tick, Instant restartedAt) {
        return new EvidenceWatermark(tick.number(), restartedAt, peak);
    }

    public EvidenceWatermark afterTick(EvidenceTick tick, Instant restartedAt, double logRollback) {
        return new EvidenceWatermark(tick.number(), restartedAt, Math.max(peak, logRollback));
    }
}
