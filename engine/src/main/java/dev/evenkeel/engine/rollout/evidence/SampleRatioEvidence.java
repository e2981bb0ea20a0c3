// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.SampleRatioGuard;
import java.time.Duration;
import java.time.Instant;

/// A detector of sample ratio mismatch in one revision: units are not on the candidate in the assigned share.
/// Counts units whose first call has begun, so units of a variant with slow calls are included.
///
/// Tests windows of 30 s, each on its own; an alarm requires evidence of 1000 in two consecutive windows.
/// While units are assigned by hash and both variants report alike, the probability of that is at most 1 in a
/// million for each pair of windows. One window is not enough: a client that reports calls only when they end
/// misses, at first, units of a variant with slow calls. An alarm stays until the revision ends, because the
/// data counted under it cannot be compared.
///
/// @param windows state of the windows
/// @param evidence evidence in the current window; empty before the first tick
/// @param control control's units in the revision
/// @param candidate the candidate's units in the revision
@SuppressWarnings("ArrayRecordComponent") // callers must not modify the arrays
public record SampleRatioEvidence(ConsecutiveWindowAlarm windows, double[] evidence, long control, long candidate) {
    static final SampleRatioEvidence NONE = new SampleRatioEvidence(ConsecutiveWindowAlarm.NONE, new double[0], 0, 0);

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final double LOG_ENOUGH = StrictMath.log(1_000);

    /// Returns the evidence after one more tick of the revision.
    ///
    /// @param share assigned share of the revision
    SampleRatioEvidence plus(CandidateShare share, EvidenceTick tick, Instant at) {
        boolean fresh = windows.startsWindowAt(at, WINDOW);
        SampleRatioGuard guard = new SampleRatioGuard();
        if (!fresh) {
            guard.mixture().restore(evidence);
        }
        guard.observe(share, tick.control().begun(), tick.candidate().begun());
        return new SampleRatioEvidence(
                windows.plus(fresh, guard.mixture().logE() >= LOG_ENOUGH, at),
                guard.mixture().state(),
                control + tick.control().begun(),
                candidate + tick.candidate().begun());
    }

    SampleRatioEvidence clampTo(Instant now) {
        return new SampleRatioEvidence(windows.clampTo(now), evidence, control, candidate);
    }

    /// Returns the share of units on the candidate, 0..1; 0 before the first unit.
    public double realizedShare() {
        return candidate == 0 ? 0 : candidate / (double) (control + candidate);
    }
}
