// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Instant;

/// What is known of the step a rollout is at, beside the bets.
///
/// @param step 0-based index of the step
/// @param revision flag revision whose trials count, 0 before the first tick
/// @param trials trials of that revision
/// @param controlCallsAlone control calls since the candidate was last heard of
/// @param candidateHeardAt when that was, or when the step began
/// @param split whether that revision's units are split as assigned
/// @param hearing whether outcomes of both variants arrive
/// @param unended whether calls of one variant hang
/// @param settlements how many of that revision's calls turn out later, and have
public record StepEvidence(
        int step,
        long revision,
        TrialCounts trials,
        long controlCallsAlone,
        Instant candidateHeardAt,
        SampleRatioEvidence split,
        OutcomeLossEvidence hearing,
        HangingCallsEvidence unended,
        SettlementEvidence settlements) {
    public static StepEvidence startingAt(int step, Instant at) {
        return new StepEvidence(
                step,
                0,
                TrialCounts.NONE,
                0,
                at,
                SampleRatioEvidence.NONE,
                OutcomeLossEvidence.NONE,
                HangingCallsEvidence.NONE,
                SettlementEvidence.NONE);
    }

    /// Whether a tick tells about this step as it is now; if not, it is evidence for rolling back only.
    public boolean isAbout(EvidenceTick tick) {
        return !tick.late() && tick.step() == step && tick.revision() >= revision;
    }

    /// The same step under a new revision, none of whose trials is known yet.
    public StepEvidence under(long newRevision) {
        return new StepEvidence(
                step,
                newRevision,
                TrialCounts.NONE,
                controlCallsAlone,
                candidateHeardAt,
                SampleRatioEvidence.NONE,
                OutcomeLossEvidence.NONE,
                HangingCallsEvidence.NONE,
                SettlementEvidence.NONE);
    }

    StepEvidence seenAt(Instant now) {
        return new StepEvidence(
                step,
                revision,
                trials,
                controlCallsAlone,
                GuardState.earlier(candidateHeardAt, now),
                split.seenAt(now),
                hearing.seenAt(now),
                unended.seenAt(now),
                settlements);
    }

    public StepEvidence plus(EvidenceTick tick, Instant at) {
        boolean heard = tick.candidate().calls() > 0;
        boolean compares = tick.isComparison();
        return new StepEvidence(
                step,
                revision,
                trials.plus(tick.trials()),
                heard ? 0 : controlCallsAlone + tick.control().calls(),
                heard ? at : candidateHeardAt,
                compares ? split.plus(RolloutPlan.share(tick.exposure()), tick, at) : split,
                compares ? hearing.plus(RolloutPlan.share(tick.exposure()), tick, at) : hearing,
                compares ? unended.plus(tick, at) : unended,
                settlements.plus(tick.candidate()));
    }
}
