// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.LogSumExp;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.time.Duration;
import java.time.Instant;

/// A detector of outcomes of one variant that are lost in transit (sample ratio mismatch on received
/// outcomes). Counts units that were trials of the revision and send outcomes again, each at most once in 150
/// s regardless of its number of calls.
///
/// Tests windows of 60 s, each on its own; a unit counts once in a window and not in two consecutive ones.
/// While outcomes of both variants arrive alike, each counted unit is on the candidate with the assigned
/// share, independently. Counting calls would break that independence, because a few units make most of them.
/// The null hypothesis, under which the evidence is 1 on average, is that units of one variant are seen again
/// at least four fifths as often as those of the other: a candidate may legitimately change somewhat how
/// often units call. An alarm requires evidence of 1000 in two consecutive windows, a probability of at most
/// 1 in a million for each pair, and stays until the revision ends.
///
/// @param windows state of the windows
/// @param candidateLess evidence in the current window that the candidate's units are missing
/// @param controlLess evidence in the current window that control's units are missing
/// @param received units in the current window
/// @param receivedBefore units in the previous window
@SuppressWarnings("ArrayRecordComponent") // callers must not modify the arrays
public record OutcomeLossEvidence(
        ConsecutiveWindowAlarm windows,
        double[] candidateLess,
        double[] controlLess,
        TrialCounts received,
        TrialCounts receivedBefore) {
    static final OutcomeLossEvidence NONE = new OutcomeLossEvidence(
            ConsecutiveWindowAlarm.NONE, new double[0], new double[0], TrialCounts.NONE, TrialCounts.NONE);

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final double LOG_ENOUGH = StrictMath.log(1_000);
    private static final double TOLERATED = 1.25;

    /// Returns the evidence after one more tick of the revision.
    ///
    /// @param share assigned share of the revision
    OutcomeLossEvidence plus(CandidateShare share, EvidenceTick tick, Instant at) {
        boolean fresh = windows.startsWindowAt(at, WINDOW);
        RatioGuard candidate = RatioGuard.advance(1 / TOLERATED, 0);
        RatioGuard control = RatioGuard.rollback(TOLERATED, 0);
        if (!fresh) {
            candidate.mixture().restore(candidateLess);
            control.mixture().restore(controlLess);
        }
        TrialCounts more = TrialCounts.ofFailures(
                tick.control().heardAgain(), tick.candidate().heardAgain());
        candidate.observe(share, more);
        control.observe(share, more);
        double log =
                LogSumExp.compute(candidate.mixture().logE(), control.mixture().logE()) - StrictMath.log(2);
        return new OutcomeLossEvidence(
                windows.plus(fresh, log >= LOG_ENOUGH, at),
                candidate.mixture().state(),
                control.mixture().state(),
                fresh ? more : received.plus(more),
                fresh ? received : receivedBefore);
    }

    OutcomeLossEvidence clampTo(Instant now) {
        return new OutcomeLossEvidence(windows.clampTo(now), candidateLess, controlLess, received, receivedBefore);
    }

    /// Returns the units seen again in the current and the previous window.
    public TrialCounts recent() {
        return received.plus(receivedBefore);
    }
}
