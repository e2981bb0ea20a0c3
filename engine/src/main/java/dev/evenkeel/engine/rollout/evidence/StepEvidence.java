// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Instant;

/// The counts and detectors of the current step, apart from the guardrails' own evidence.
///
/// @param step 0-based index of the step
/// @param revision flag revision whose trials count, 0 before the first tick
/// @param trials trials of that revision
/// @param controlCallsAlone control calls since the last outcome of the candidate
/// @param candidateHeardAt time of that outcome, or the start of the step
/// @param split detector of sample ratio mismatch in that revision
/// @param outcomeLoss detector of lost outcomes of one variant
/// @param hangingCalls detector of hanging calls of one variant
/// @param settlements calls of that revision with delayed outcomes
public record StepEvidence(
        int step,
        long revision,
        TrialCounts trials,
        long controlCallsAlone,
        Instant candidateHeardAt,
        SampleRatioEvidence split,
        OutcomeLossEvidence outcomeLoss,
        HangingCallsEvidence hangingCalls,
        DelayedOutcomeCounts settlements) {
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
                DelayedOutcomeCounts.NONE);
    }

    /// Whether a tick belongs to the current state of this step; otherwise it is rollback evidence only.
    public boolean matches(EvidenceTick tick) {
        return !tick.late() && tick.step() == step && tick.revision() >= revision;
    }

    /// Returns the same step under a new revision, without trials.
    public StepEvidence withRevision(long newRevision) {
        return new StepEvidence(
                step,
                newRevision,
                TrialCounts.NONE,
                controlCallsAlone,
                candidateHeardAt,
                SampleRatioEvidence.NONE,
                OutcomeLossEvidence.NONE,
                HangingCallsEvidence.NONE,
                DelayedOutcomeCounts.NONE);
    }

    StepEvidence clampTo(Instant now) {
        return new StepEvidence(
                step,
                revision,
                trials,
                controlCallsAlone,
                RolloutGuardState.earlier(candidateHeardAt, now),
                split.clampTo(now),
                outcomeLoss.clampTo(now),
                hangingCalls.clampTo(now),
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
                compares ? split.plus(RolloutPlan.shareAt(tick.exposure()), tick, at) : split,
                compares ? outcomeLoss.plus(RolloutPlan.shareAt(tick.exposure()), tick, at) : outcomeLoss,
                compares ? hangingCalls.plus(tick, at) : hangingCalls,
                settlements.plus(tick.candidate()));
    }
}
