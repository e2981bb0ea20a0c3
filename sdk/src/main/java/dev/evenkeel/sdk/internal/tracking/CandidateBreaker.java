// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.RestartingLimitGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.SplitSide;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Takes a rollout's candidate out of use in this process, by what this process alone has seen.
///
/// Two questions, each with the same evidence needed: does the candidate fail more than control (by
/// units that fail for the first time, at the assigned share; `RatioGuard`), and does it fail more than
/// a ceiling (by calls of units that have not failed yet; `RestartingLimitGuard`)? The first is valid
/// whatever the base rate, the second where calls fail independently with at most the ceiling's chance.
/// Calls are counted when they begin and failures when they end, so calls that are under way count
/// against tripping. A unit that goes on failing counts once.
///
/// The evidence about the ceiling restarts after a failure once 32 calls have begun since the last restart, so
/// a candidate that breaks after a long healthy time trips almost as soon as a new one. A restart knows only
/// calls that began after it, by the clock of the calls, so calls that were in progress then are no evidence
/// for it.
///
/// The ceiling knows nothing of control, and a database that both share fails both. So it takes nothing
/// out of use while control is among the 32 units that failed last at least a quarter as often as it
/// would be if both failed alike.
///
/// Evidence spans the exposures of a rollout. A trip stays until a lower exposure is in force; evidence
/// then begins afresh. Thread-safe; a failure costs a few microseconds, any other call of the candidate
/// a few nanoseconds.
public final class CandidateBreaker {
    private static final int LATELY = Integer.SIZE;
    private static final long CALLS_BETWEEN_RESTARTS = 32;

    private final BreakerConfig terms;
    private final RatioGuard comparison;
    private final RestartingLimitGuard ceiling;
    private final LongSupplier nanoTicker;
    private final LongAdder candidateCalls = new LongAdder();
    private long callsJudged;
    private long candidateFailures;
    private long controlFailures;
    /* The last units that failed, newest in the lowest bit: 1 for one on control. */
    private int lately;
    private volatile @Nullable Trip trip;

    private CandidateBreaker(BreakerConfig terms, LongSupplier nanoTicker, @Nullable Trip trip) {
        this.terms = terms;
        this.comparison = RatioGuard.rollback(terms.ratio(), 0);
        this.ceiling = new RestartingLimitGuard(terms.ceiling().fraction());
        this.nanoTicker = nanoTicker;
        this.trip = trip;
    }

    /// What was known when a breaker tripped.
    ///
    /// @param revision the exposure under which it did
    public record Trip(
            long revision,
            BreakerTrip.Cause cause,
            long candidateFailures,
            long candidateCalls,
            long controlFailures) {}

    /// One that has seen nothing.
    ///
    /// @param nanoTicker the clock of the calls
    static CandidateBreaker fresh(BreakerConfig terms, LongSupplier nanoTicker) {
        return new CandidateBreaker(terms, nanoTicker, null);
    }

    /// One that tripped in an earlier run of this process.
    static CandidateBreaker tripped(BreakerConfig terms, LongSupplier nanoTicker, Trip trip) {
        return new CandidateBreaker(terms, nanoTicker, trip);
    }

    /// The breaker of the same rollout under another exposure.
    CandidateBreaker under(BreakerConfig newTerms) {
        return trip == null && newTerms.equals(terms) ? this : fresh(newTerms, nanoTicker);
    }

    /// Why the candidate is out of use; null while it is not.
    @Nullable
    Trip trip() {
        return trip;
    }

    /// A call of the candidate begins, by a unit that has not failed yet; to be called after the clock was read
    /// for the call.
    void candidateBegins() {
        candidateCalls.increment();
    }

    /// A unit failed for the first time.
    ///
    /// @param share assigned share of the call's exposure; null when everybody is on one side
    /// @param beganNanos when the call began
    /// @return whether this trips the breaker
    synchronized boolean unitFailed(SplitSide role, long revision, @Nullable CandidateShare share, long beganNanos) {
        boolean onCandidate = role == SplitSide.CANDIDATE;
        if (onCandidate) {
            candidateFailures++;
        } else {
            controlFailures++;
        }
        lately = lately << 1 | (onCandidate ? 0 : 1);
        if (share != null) {
            comparison.observe(share, TrialCounts.failures(onCandidate ? 0 : 1, onCandidate ? 1 : 0));
        }
        return onCandidate && trip == null && judge(revision, share, beganNanos);
    }

    private boolean isShared(@Nullable CandidateShare share) {
        if (share == null) {
            return false;
        }
        long seen = Math.min(LATELY, candidateFailures + controlFailures);
        int ofControl = Integer.bitCount(lately);
        return ofControl > 0 && ofControl >= 0.25 * seen * share.control();
    }

    private boolean judge(long revision, @Nullable CandidateShare share, long beganNanos) {
        long calls = Math.max(candidateCalls.sum(), callsJudged + 1);
        ceiling.begin(calls - callsJudged);
        ceiling.fail(beganNanos);
        callsJudged = calls;
        BreakerTrip.Cause cause = null;
        if (comparison.mixture().logE() >= terms.logEvidence()) {
            cause = BreakerTrip.Cause.COMPARISON;
        } else if (ceiling.logE() >= terms.logEvidence() && !isShared(share)) {
            cause = BreakerTrip.Cause.CEILING;
        }
        if (cause != null) {
            trip = new Trip(revision, cause, candidateFailures, calls, controlFailures);
        } else if (isRestartDue(beganNanos)) {
            /* Read after the calls were counted: those that begin after this moment are not among them. */
            ceiling.restart(nanoTicker.getAsLong());
        }
        return cause != null;
    }

    /* Not before a call that began after the last restart has failed: otherwise restarts could follow each other so
     * fast that slow failures are evidence for none of them. */
    private boolean isRestartDue(long beganNanos) {
        return ceiling.trialsSinceRestart() >= CALLS_BETWEEN_RESTARTS && ceiling.isAfterLatestRestart(beganNanos);
    }
}
