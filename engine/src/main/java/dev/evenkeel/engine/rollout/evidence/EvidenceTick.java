// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;

/// The outcomes that arrived for one revision of a rollout since the previous tick, merged over all
/// instances.
///
/// @param number 1, 2, 3 ... within the rollout, in the order of evaluation
/// @param revision flag revision under which the calls were evaluated
/// @param step 0-based index of the step whose exposure that revision set
/// @param exposure share of units assigned to the candidate by that revision
/// @param late whether a newer revision was already running; such a tick adds to rollback evidence only
/// @param control outcomes of control
/// @param candidate outcomes of the candidate
public record EvidenceTick(
        long number,
        long revision,
        int step,
        Percent exposure,
        boolean late,
        VariantTickEvidence control,
        VariantTickEvidence candidate) {
    /// Whether both variants had units assigned.
    public boolean isComparison() {
        return RolloutPlan.isComparable(exposure);
    }

    /// Returns the trials by failure.
    public TrialCounts trials() {
        return new TrialCounts(control.trials(), control.failedTrials(), candidate.trials(), candidate.failedTrials());
    }
}
