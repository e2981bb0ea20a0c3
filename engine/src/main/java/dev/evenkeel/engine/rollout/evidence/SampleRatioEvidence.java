// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.SampleRatioGuard;
import java.time.Duration;
import java.time.Instant;

/// What is known of one revision's split: whether units are on the candidate in the share that was assigned
/// (sample ratio mismatch). Counts units whose first call has begun, so a variant whose calls take long misses
/// nobody.
///
/// Looks at windows of 30 s, each on its own, and takes two in a row that reach evidence of 1000. While units
/// are assigned by their hash and both variants report alike, the chance of that is at most 1 in a million for
/// each pair of windows. One window alone says little: a client that tells of calls when they end alone misses,
/// at first, those of a variant whose calls take long. An alarm stays until the revision is over: what was
/// counted under it is not comparable.
///
/// @param windows where its windows stand
/// @param bets state of the evidence in the present window; empty before the first tick
/// @param control control's units in the revision
/// @param candidate the candidate's units in the revision
@SuppressWarnings("ArrayRecordComponent") // never changed once it is here
public record SampleRatioEvidence(ConsecutiveWindowAlarm windows, double[] bets, long control, long candidate) {
    static final SampleRatioEvidence NONE = new SampleRatioEvidence(ConsecutiveWindowAlarm.NONE, new double[0], 0, 0);

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final double LOG_ENOUGH = StrictMath.log(1_000);

    /// The same after one more tick of the revision.
    ///
    /// @param share assigned share of the revision
    SampleRatioEvidence plus(CandidateShare share, EvidenceTick tick, Instant at) {
        boolean fresh = windows.isFreshAt(at, WINDOW);
        SampleRatioGuard guard = new SampleRatioGuard();
        if (!fresh) {
            guard.mixture().restore(bets);
        }
        guard.observe(share, tick.control().begun(), tick.candidate().begun());
        return new SampleRatioEvidence(
                windows.plus(fresh, guard.mixture().logE() >= LOG_ENOUGH, at),
                guard.mixture().state(),
                control + tick.control().begun(),
                candidate + tick.candidate().begun());
    }

    SampleRatioEvidence seenAt(Instant now) {
        return new SampleRatioEvidence(windows.seenAt(now), bets, control, candidate);
    }

    /// Share of units on the candidate, 0..1; 0 before the first.
    public double realised() {
        return candidate == 0 ? 0 : candidate / (double) (control + candidate);
    }
}
