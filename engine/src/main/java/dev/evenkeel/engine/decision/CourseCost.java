// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

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
public record CourseCost(
        double chance,
        double loss,
        double errors,
        double delay,
        double labour,
        double missedCommitments,
        double doneAfterWeeks) {

    /// Returns the expected cost of major incidents.
    public double expectedLoss() {
        return chance * loss;
    }

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
