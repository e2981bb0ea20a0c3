// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.flag.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What one step of a plan can do.
///
/// @param exposure share of units on the candidate
/// @param dwell shortest time at it
/// @param proof the proof about failures that leaving it takes; empty when none is asked for
/// @param stay how long a candidate as good as control stays, failures alone considered
/// @param leavesAtDwell chance that it leaves when the dwell is over
/// @param leavesWithinTwice chance that it leaves within twice the dwell
/// @param smallestRatio smallest failure ratio that is rolled back within the mean stay with a chance of 80 %; infinite
///     when there is none, as without control traffic
/// @param harms what candidates of certain failure ratios do that turn bad as this step begins; empty without control
///     traffic, or when nothing fails
/// @param falseAlarm part of the budget for false alarms that is bet afresh during this step
public record StepPreview(
        Percent exposure,
        Duration dwell,
        Optional<ProofPreview> proof,
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
        return proof.isPresent() && proof.get().obstacle().isPresent();
    }
}
