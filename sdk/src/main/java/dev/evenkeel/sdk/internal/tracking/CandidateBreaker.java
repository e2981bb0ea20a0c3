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

/// The circuit breaker that disables a rollout's candidate in this process, based on this process's own
/// outcomes.
///
/// It tests two hypotheses, with the same evidence required for each: the candidate fails more often than
/// control (by units that fail for the first time, at the assigned share; `RatioGuard`), and it fails more
/// often than a ceiling (by calls of units that have not failed yet; `RestartingLimitGuard`). The first is
/// valid for any base rate, the second where calls fail independently with at most the ceiling's probability.
/// Calls are counted when they begin and failures when they end, so running calls count against a trip. A
/// unit that fails repeatedly counts once.
///
/// The evidence about the ceiling restarts after a failure once 32 calls have begun since the last restart,
/// so a candidate that breaks after a long healthy period trips the breaker almost as soon as a new one. A
/// restart includes only calls that began after it, by the clock of the calls, so calls that were running
/// then are not evidence for it.
///
/// The ceiling does not consider control, and a database shared by both can make both fail. It therefore does
/// not trip while, among the last 32 failed units, control's share is at least a quarter of that expected if
/// both failed alike.
///
/// Evidence spans the exposures of a rollout. A trip remains until a lower exposure is active; evidence then
/// starts again. Thread-safe; a failure costs a few microseconds, any other call of the candidate a few
/// nanoseconds.
public final class CandidateBreaker {
    private static final int LATELY = Integer.SIZE;
    private static final long CALLS_BETWEEN_RESTARTS = 32;

    private final BreakerConfig config;
    private final RatioGuard comparison;
    private final RestartingLimitGuard ceiling;
    private final LongSupplier nanoTicker;
    private final LongAdder candidateCalls = new LongAdder();
    private long callsJudged;
    private long candidateFailures;
    private long controlFailures;
    /* The last failed units, newest in the lowest bit: 1 for one on control. */
    private int lately;
    private volatile @Nullable Trip trip;

    private CandidateBreaker(BreakerConfig config, LongSupplier nanoTicker, @Nullable Trip trip) {
        this.config = config;
        this.comparison = RatioGuard.rollback(config.ratio(), 0);
        this.ceiling = new RestartingLimitGuard(config.ceiling().fraction());
        this.nanoTicker = nanoTicker;
        this.trip = trip;
    }

    /// The state at a trip.
    ///
    /// @param revision revision of the exposure at the trip
    public record Trip(
            long revision,
            BreakerTrip.Cause cause,
            long candidateFailures,
            long candidateCalls,
            long controlFailures) {}

    /// Creates a breaker without evidence.
    ///
    /// @param nanoTicker the clock of the calls
    static CandidateBreaker create(BreakerConfig config, LongSupplier nanoTicker) {
        return new CandidateBreaker(config, nanoTicker, null);
    }

    /// Creates a breaker that tripped in an earlier run of this process.
    static CandidateBreaker tripped(BreakerConfig config, LongSupplier nanoTicker, Trip trip) {
        return new CandidateBreaker(config, nanoTicker, trip);
    }

    /// Returns the breaker of the same rollout under another exposure.
    CandidateBreaker withConfig(BreakerConfig newTerms) {
        return trip == null && newTerms.equals(config) ? this : create(newTerms, nanoTicker);
    }

    /// Returns the trip that disabled the candidate; null when it is enabled.
    @Nullable
    Trip trip() {
        return trip;
    }

    /// Records the start of a candidate call by a unit that has not failed yet; call it after the clock was
    /// read for the call.
    void recordCandidateCall() {
        candidateCalls.increment();
    }

    /// Records the first failure of a unit.
    ///
    /// @param share assigned share of the call's exposure; null when all units are on one side
    /// @param beganNanos start of the call
    /// @return whether this trips the breaker
    synchronized boolean recordUnitFailure(
            SplitSide side, long revision, @Nullable CandidateShare share, long beganNanos) {
        boolean onCandidate = side == SplitSide.CANDIDATE;
        if (onCandidate) {
            candidateFailures++;
        } else {
            controlFailures++;
        }
        lately = lately << 1 | (onCandidate ? 0 : 1);
        if (share != null) {
            comparison.observe(share, TrialCounts.ofFailures(onCandidate ? 0 : 1, onCandidate ? 1 : 0));
        }
        return onCandidate && trip == null && evaluate(revision, share, beganNanos);
    }

    private boolean isShared(@Nullable CandidateShare share) {
        if (share == null) {
            return false;
        }
        long seen = Math.min(LATELY, candidateFailures + controlFailures);
        int ofControl = Integer.bitCount(lately);
        return ofControl > 0 && ofControl >= 0.25 * seen * share.control();
    }

    private boolean evaluate(long revision, @Nullable CandidateShare share, long beganNanos) {
        long calls = Math.max(candidateCalls.sum(), callsJudged + 1);
        ceiling.recordStart(calls - callsJudged);
        ceiling.recordFailure(beganNanos);
        callsJudged = calls;
        BreakerTrip.Cause cause = null;
        if (comparison.mixture().logE() >= config.logEvidence()) {
            cause = BreakerTrip.Cause.COMPARISON;
        } else if (ceiling.logE() >= config.logEvidence() && !isShared(share)) {
            cause = BreakerTrip.Cause.CEILING;
        }
        if (cause != null) {
            trip = new Trip(revision, cause, candidateFailures, calls, controlFailures);
        } else if (isRestartDue(beganNanos)) {
            /* Read after the calls were counted: those that begin later are not among them. */
            ceiling.restart(nanoTicker.getAsLong());
        }
        return cause != null;
    }

    /*
     * Not before a call that began after the last restart has failed: otherwise restarts could follow each other so
     * fast that slow failures are evidence for none of them.
     */
    private boolean isRestartDue(long beganNanos) {
        return ceiling.trialsSinceRestart() >= CALLS_BETWEEN_RESTARTS && ceiling.isAfterLatestRestart(beganNanos);
    }
}
