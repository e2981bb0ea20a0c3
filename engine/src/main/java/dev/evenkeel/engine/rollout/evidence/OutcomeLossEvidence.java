// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.LogSumExp;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.time.Duration;
import java.time.Instant;

/// Whether outcomes of one variant get lost on the way (sample ratio on what is received). Counts units that
/// were trials of the revision and are heard of again, each at most once in 150 s, however often it calls.
///
/// Looks at windows of 60 s, each on its own, in which no unit counts twice, nor in two in a row. Who is heard
/// of again is on the candidate with the assigned share, independently, while candidates are heard of as units
/// of control are. Calls would not do: a few units make most of them. Evidence, 1 on average, says that units
/// of one variant are heard of less than four fifths as often as those of the other: a candidate may well
/// change somewhat how often units call. An alarm takes evidence of 1000 in two windows in a row, a chance of
/// at most 1 in a million for each pair, and stays until the revision is over.
///
/// @param windows where its windows stand
/// @param candidateLess state of the evidence that the candidate's units are missing, in the present window
/// @param controlLess the same of control's
/// @param heard units in the present window
/// @param heardBefore units in the window before
@SuppressWarnings("ArrayRecordComponent") // never changed once it is here
public record OutcomeLossEvidence(
        ConsecutiveWindowAlarm windows,
        double[] candidateLess,
        double[] controlLess,
        TrialCounts heard,
        TrialCounts heardBefore) {
    static final OutcomeLossEvidence NONE = new OutcomeLossEvidence(
            ConsecutiveWindowAlarm.NONE, new double[0], new double[0], TrialCounts.NONE, TrialCounts.NONE);

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final double LOG_ENOUGH = StrictMath.log(1_000);
    private static final double TOLERATED = 1.25;

    /// The same after one more tick of the revision.
    ///
    /// @param share assigned share of the revision
    OutcomeLossEvidence plus(CandidateShare share, EvidenceTick tick, Instant at) {
        boolean fresh = windows.isFreshAt(at, WINDOW);
        RatioGuard candidate = RatioGuard.advance(1 / TOLERATED, 0);
        RatioGuard control = RatioGuard.rollback(TOLERATED, 0);
        if (!fresh) {
            candidate.mixture().restore(candidateLess);
            control.mixture().restore(controlLess);
        }
        TrialCounts more = TrialCounts.failures(
                tick.control().heardAgain(), tick.candidate().heardAgain());
        candidate.observe(share, more);
        control.observe(share, more);
        double log = LogSumExp.of(candidate.mixture().logE(), control.mixture().logE()) - StrictMath.log(2);
        return new OutcomeLossEvidence(
                windows.plus(fresh, log >= LOG_ENOUGH, at),
                candidate.mixture().state(),
                control.mixture().state(),
                fresh ? more : heard.plus(more),
                fresh ? heard : heardBefore);
    }

    OutcomeLossEvidence seenAt(Instant now) {
        return new OutcomeLossEvidence(windows.seenAt(now), candidateLess, controlLess, heard, heardBefore);
    }

    /// Units heard of in this window and the one before.
    public TrialCounts lately() {
        return heard.plus(heardBefore);
    }
}
