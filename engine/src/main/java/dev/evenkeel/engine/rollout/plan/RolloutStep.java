// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;

/// One step of a rollout: an exposure and its minimum duration. [RolloutPlan] checks both.
///
/// @param exposure share of units on the candidate; 0% only at a first step with shadow traffic
/// @param dwell minimum time at this exposure, zero or more
/// @param approval whether leaving the step requires an approval
/// @param shadow share of control's calls that run a second time as shadow traffic, for comparison only
public record RolloutStep(
        @JsonProperty(defaultValue = "0") Percent exposure,
        @JsonProperty(defaultValue = "PT0S") Duration dwell,
        @JsonProperty(defaultValue = "false") boolean approval,
        @JsonProperty(defaultValue = "0") Percent shadow) {
    /// Creates a step that advances without an approval.
    public RolloutStep(Percent exposure, Duration dwell) {
        this(exposure, dwell, false, Percent.NONE);
    }

    /// Returns a copy that requires an approval.
    public RolloutStep withApproval() {
        return new RolloutStep(exposure, dwell, true, shadow);
    }

    /// Whether the step has shadow traffic.
    @JsonIgnore
    public boolean isShadowed() {
        return !shadow.equals(Percent.NONE);
    }
}
