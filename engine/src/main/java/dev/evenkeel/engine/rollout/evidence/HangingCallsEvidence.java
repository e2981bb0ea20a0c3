// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A detector of hanging calls: the calls of one variant do not end while those of the other do. The ended
/// calls then misrepresent that variant: its failures are still to come, and the other variant's failures
/// look too many.
///
/// Counts trials in windows of 5 s, and includes the previous window while the current one has fewer than ten
/// trials of either variant. A variant hangs when, of the trials it began, fewer than half as many have ended
/// as of the other variant's; trials that began earlier and end now count for at most all of those begun.
/// Calls that are slow on both sides, even indefinitely, do not trigger it: as many end as begin. Calls of a
/// process that died disappear with their window.
///
/// @param began start of the current window; null before the first
/// @param current counts of the current window
/// @param previous counts of the previous window
/// @param hanging variant whose calls hang
/// @param since start of the condition; null when no variant hangs
public record HangingCallsEvidence(
        @Nullable Instant began,
        TrialFlowByVariant current,
        TrialFlowByVariant previous,
        HangingVariant hanging,
        @Nullable Instant since) {
    static final HangingCallsEvidence NONE = new HangingCallsEvidence(
            null, TrialFlowByVariant.NONE, TrialFlowByVariant.NONE, HangingVariant.NEITHER, null);

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final long LEAST_BEGUN = 10;

    /// The variant whose calls hang while those of the other end.
    enum HangingVariant {
        NEITHER,
        CONTROL,
        CANDIDATE
    }

    /// Counts of trials that began and that ended.
    record TrialFlowByVariant(long controlBegun, long controlEnded, long candidateBegun, long candidateEnded) {
        static final TrialFlowByVariant NONE = new TrialFlowByVariant(0, 0, 0, 0);

        private static TrialFlowByVariant of(EvidenceTick tick) {
            return new TrialFlowByVariant(
                    tick.control().begun(),
                    tick.control().trials(),
                    tick.candidate().begun(),
                    tick.candidate().trials());
        }

        private TrialFlowByVariant plus(TrialFlowByVariant more) {
            return new TrialFlowByVariant(
                    controlBegun + more.controlBegun,
                    controlEnded + more.controlEnded,
                    candidateBegun + more.candidateBegun,
                    candidateEnded + more.candidateEnded);
        }

        private boolean isEnough() {
            return controlBegun >= LEAST_BEGUN && candidateBegun >= LEAST_BEGUN;
        }

        private HangingVariant findHanging() {
            if (!isEnough()) {
                return HangingVariant.NEITHER;
            }
            double control = Math.min(1, controlEnded / (double) controlBegun);
            double candidate = Math.min(1, candidateEnded / (double) candidateBegun);
            if (2 * control < candidate) {
                return HangingVariant.CONTROL;
            }
            return 2 * candidate < control ? HangingVariant.CANDIDATE : HangingVariant.NEITHER;
        }
    }

    /// Returns the evidence after one more tick of the revision.
    HangingCallsEvidence plus(EvidenceTick tick, Instant at) {
        boolean fresh = began == null || !at.isBefore(began.plus(WINDOW));
        TrialFlowByVariant next = fresh ? TrialFlowByVariant.of(tick) : current.plus(TrialFlowByVariant.of(tick));
        TrialFlowByVariant last = fresh ? current : previous;
        HangingVariant whose = recent(next, last).findHanging();
        Instant first = whose == HangingVariant.NEITHER ? null : whose == hanging ? since : at;
        return new HangingCallsEvidence(fresh ? at : began, next, last, whose, first);
    }

    private static TrialFlowByVariant recent(TrialFlowByVariant now, TrialFlowByVariant before) {
        return now.isEnough() ? now : now.plus(before);
    }

    HangingCallsEvidence clampTo(Instant instant) {
        return new HangingCallsEvidence(
                began == null ? null : RolloutGuardState.earlier(began, instant),
                current,
                previous,
                hanging,
                since == null ? null : RolloutGuardState.earlier(since, instant));
    }

    /// Whether control's calls hang, so that the candidate's failures look too many.
    public boolean isControlHanging() {
        return hanging == HangingVariant.CONTROL;
    }

    /// Formats how many of the recently begun trials have ended, for both variants.
    public String describe() {
        TrialFlowByVariant lately = recent(current, previous);
        String control = formatEnded("control", lately.controlEnded, lately.controlBegun);
        String candidate = formatEnded("candidate", lately.candidateEnded, lately.candidateBegun);
        return (isControlHanging() ? control + ", " + candidate : candidate + ", " + control)
                + "; control and candidate cannot be compared yet";
    }

    private static String formatEnded(String whose, long ended, long begun) {
        return QuantityFormatter.formatCount(ended) + " of " + QuantityFormatter.formatCount(begun) + " " + whose
                + " calls have ended";
    }
}
