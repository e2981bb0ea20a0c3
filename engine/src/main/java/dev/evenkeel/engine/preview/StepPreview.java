// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A preview of one step of a plan.
///
/// @param exposure share of units on the candidate
/// @param dwell minimum duration
/// @param proof required proof about failures; empty when none is required
/// @param shadow required proof that shadow results agree; empty when none is required
/// @param timeAtStep duration for a candidate as good as control, based on failures alone, or on shadow results
///     where no proof about failures is required
/// @param advanceAtDwellProbability probability that the step ends when the dwell is over
/// @param advanceWithinTwiceDwellProbability probability that it ends within twice the dwell
/// @param detectableRatio smallest failure ratio that is rolled back within the mean stay with a probability of
///     80%; infinite when there is none, as without control traffic
/// @param harms harm of candidates with given failure ratios that turn bad at the start of the step; empty
///     without control traffic, or when nothing fails
/// @param falseRollbackProbability share of the false alarm budget allocated to tests that start during this
///     step
public record StepPreview(
        Percent exposure,
        Duration dwell,
        Optional<StepProofTimePreview> proof,
        Optional<ShadowAgreementProofPreview> shadow,
        TimeEstimate timeAtStep,
        double advanceAtDwellProbability,
        double advanceWithinTwiceDwellProbability,
        double detectableRatio,
        List<StepHarmPreview> harms,
        double falseRollbackProbability) {
    public StepPreview {
        harms = List.copyOf(harms);
    }

    /// Whether the step requires a proof that the traffic cannot complete in time.
    public boolean isUnprovable() {
        boolean failures = proof.isPresent() && proof.get().obstacle().isPresent();
        return failures || isShadowTooSlow();
    }

    /// Whether it requires a proof that shadow results agree which the traffic cannot complete in time.
    public boolean isShadowTooSlow() {
        return shadow.isPresent() && shadow.get().secondsToProof() > PlanPreview.LONGEST_PROOF.toSeconds();
    }
}
