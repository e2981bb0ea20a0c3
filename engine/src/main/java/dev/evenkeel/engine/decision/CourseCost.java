// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/// The cost of a course for one set of numbers.
///
/// @param chance probability of a major incident, 0 to 1
/// @param loss cost of a major incident
/// @param errors cost of ordinary errors over the horizon
/// @param delay forgone value of the change until it is completed
/// @param labour cost of the work
/// @param missedCommitments cost of missed commitments
/// @param doneAfterWeeks from the case's day until all users are served by the change; the horizon where
///     never
@JsonPropertyOrder({"chance", "loss", "expectedLoss", "errors", "delay", "labour", "missed", "total", "doneAfterWeeks"})
public record CourseCost(
        double chance,
        double loss,
        double errors,
        double delay,
        double labour,
        @JsonProperty("missed") double missedCommitments,
        double doneAfterWeeks) {

    /// Returns the expected cost of major incidents.
    @JsonProperty
    public double expectedLoss() {
        return chance * loss;
    }

    @JsonProperty
    public double total() {
        return expectedLoss() + errors + delay + labour + missedCommitments;
    }

    /// Returns the weekly cost of delay from which this slower course is no longer cheaper than another.
    ///
    /// @param sooner course that is completed in fewer weeks
    public double breakEvenDelay(CourseCost sooner) {
        return (sooner.total() - sooner.delay - (total() - delay)) / (doneAfterWeeks - sooner.doneAfterWeeks);
    }
}
