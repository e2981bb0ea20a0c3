// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;

/// One exposure of a rollout and how long it is held at least. [RolloutPlan] checks both.
///
/// @param exposure share of units on the candidate; 0 % only at a first step that shadows
/// @param dwell shortest time at this exposure before the next one, zero or more
/// @param approval whether a person has to approve before it goes on from here
/// @param shadow share of control's calls that are answered a second time, for comparison only
public record RolloutStep(Percent exposure, Duration dwell, boolean approval, Percent shadow) {
    /// A step that goes on by itself.
    public RolloutStep(Percent exposure, Duration dwell) {
        this(exposure, dwell, false, Percent.NONE);
    }

    /// The same, left only when a person has approved.
    public RolloutStep approved() {
        return new RolloutStep(exposure, dwell, true, shadow);
    }

    /// Whether calls are answered a second time.
    public boolean isShadowed() {
        return !shadow.equals(Percent.NONE);
    }
}
