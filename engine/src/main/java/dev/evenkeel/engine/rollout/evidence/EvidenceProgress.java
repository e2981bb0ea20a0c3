// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import java.time.Instant;

/// How far a rollout's evidence has come.
///
/// @param lastTick number of the last tick taken in, 0 before the first
/// @param lastRestart when rollback evidence last got a fresh start
/// @param peak highest logarithm the combined rollback evidence ever had
public record EvidenceProgress(long lastTick, Instant lastRestart, double peak) {
    EvidenceProgress seenAt(Instant now) {
        return new EvidenceProgress(lastTick, GuardState.earlier(lastRestart, now), peak);
    }

    /// After a tick that says too little for a verdict.
    public EvidenceProgress past(EvidenceTick tick, Instant restartedAt) {
        return new EvidenceProgress(tick.number(), restartedAt, peak);
    }

    public EvidenceProgress after(EvidenceTick tick, Instant restartedAt, double logRollback) {
        return new EvidenceProgress(tick.number(), restartedAt, Math.max(peak, logRollback));
    }
}
