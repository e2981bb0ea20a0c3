// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether the calls of one variant hang while those of the other end. What has ended says too little of that
/// variant then: its failures are on their way, and those of the other look like too many.
///
/// Looks at trials in windows of 5 s, at the one before as well while the present one has fewer than
/// ten of either variant. A variant hangs when fewer than half as many of the trials it began have
/// ended as of the other's; what began earlier and ends now counts as no more than all. Calls that take
/// long on both sides, or for ever equally long, are no sign of it: as many end as begin. Those of a
/// process that died are gone with their window.
///
/// @param began when the present window began; null before the first
/// @param now what the present window counts
/// @param before what the window before counted
/// @param hanging whose calls hang
/// @param since since when; null when neither does
public record HangingCallsEvidence(
        @Nullable Instant began,
        Flow now,
        Flow before,
        Hanging hanging,
        @Nullable Instant since) {
    static final HangingCallsEvidence NONE =
            new HangingCallsEvidence(null, Flow.NONE, Flow.NONE, Hanging.NEITHER, null);

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final long LEAST_BEGUN = 10;

    /// Whose calls hang while those of the other end.
    enum Hanging {
        NEITHER,
        CONTROL,
        CANDIDATE
    }

    /// Trials that began and that ended.
    record Flow(long controlBegun, long controlEnded, long candidateBegun, long candidateEnded) {
        static final Flow NONE = new Flow(0, 0, 0, 0);

        private static Flow of(EvidenceTick tick) {
            return new Flow(
                    tick.control().begun(),
                    tick.control().trials(),
                    tick.candidate().begun(),
                    tick.candidate().trials());
        }

        private Flow plus(Flow more) {
            return new Flow(
                    controlBegun + more.controlBegun,
                    controlEnded + more.controlEnded,
                    candidateBegun + more.candidateBegun,
                    candidateEnded + more.candidateEnded);
        }

        private boolean isEnough() {
            return controlBegun >= LEAST_BEGUN && candidateBegun >= LEAST_BEGUN;
        }

        private Hanging hanging() {
            if (!isEnough()) {
                return Hanging.NEITHER;
            }
            double control = Math.min(1, controlEnded / (double) controlBegun);
            double candidate = Math.min(1, candidateEnded / (double) candidateBegun);
            if (2 * control < candidate) {
                return Hanging.CONTROL;
            }
            return 2 * candidate < control ? Hanging.CANDIDATE : Hanging.NEITHER;
        }
    }

    /// The same after one more tick of the revision.
    HangingCallsEvidence plus(EvidenceTick tick, Instant at) {
        boolean fresh = began == null || !at.isBefore(began.plus(WINDOW));
        Flow next = fresh ? Flow.of(tick) : now.plus(Flow.of(tick));
        Flow last = fresh ? now : before;
        Hanging whose = lately(next, last).hanging();
        Instant first = whose == Hanging.NEITHER ? null : whose == hanging ? since : at;
        return new HangingCallsEvidence(fresh ? at : began, next, last, whose, first);
    }

    private static Flow lately(Flow now, Flow before) {
        return now.isEnough() ? now : now.plus(before);
    }

    HangingCallsEvidence seenAt(Instant instant) {
        return new HangingCallsEvidence(
                began == null ? null : GuardState.earlier(began, instant),
                now,
                before,
                hanging,
                since == null ? null : GuardState.earlier(since, instant));
    }

    /// Whether control's calls hang, so that the candidate's failures look like too many.
    public boolean ofControl() {
        return hanging == Hanging.CONTROL;
    }

    /// Of the trials that began lately, how many have ended, of the variant that hangs and of the other.
    public String words() {
        Flow lately = lately(now, before);
        String control = ended("control", lately.controlEnded, lately.controlBegun);
        String candidate = ended("the candidate", lately.candidateEnded, lately.candidateBegun);
        return "calls of " + (ofControl() ? control + ", of " + candidate : candidate + ", of " + control)
                + ": what has ended cannot be compared yet";
    }

    private static String ended(String whose, long ended, long begun) {
        return whose + " " + QuantityFormatter.count(ended) + " ended where " + QuantityFormatter.count(begun)
                + " began";
    }
}
