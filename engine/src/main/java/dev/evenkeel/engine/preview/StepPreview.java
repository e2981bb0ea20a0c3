// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What one step of a plan can do.
///
/// @param exposure share of units on the candidate
/// @param dwell shortest time at it
/// @param proof the proof about failures that leaving it takes; empty when none is asked for
/// @param shadow the proof that answers agree, which leaving it takes too; empty when none is asked for
/// @param stay how long a candidate as good as control stays, failures alone considered, or answers that agree
///     where nothing is asked about failures
/// @param leavesAtDwell chance that it leaves when the dwell is over
/// @param leavesWithinTwice chance that it leaves within twice the dwell
/// @param smallestRatio smallest failure ratio that is rolled back within the mean stay with a chance of 80 %;
///     infinite when there is none, as without control traffic
/// @param harms what candidates of certain failure ratios do that turn bad as this step begins; empty without
///     control traffic, or when nothing fails
/// @param falseAlarm part of the budget for false alarms that is bet afresh during this step
public record StepPreview(
        Percent exposure,
        Duration dwell,
        Optional<ProofPreview> proof,
        Optional<ShadowPreview> shadow,
        TimeEstimate stay,
        double leavesAtDwell,
        double leavesWithinTwice,
        double smallestRatio,
        List<HarmPreview> harms,
        double falseAlarm) {
    public StepPreview {
        harms = List.copyOf(harms);
    }

    /// Whether this step asks for a proof that traffic cannot give in time.
    public boolean provesNothing() {
        boolean failures = proof.isPresent() && proof.get().obstacle().isPresent();
        return failures || isShadowTooSlow();
    }

    /// Whether its proof that answers agree is one that traffic cannot give in time.
    public boolean isShadowTooSlow() {
        return shadow.isPresent() && shadow.get().seconds() > PlanPreview.LONGEST_PROOF.toSeconds();
    }
}
