// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

/// What a course costs, under one set of numbers.
///
/// @param chance of a major incident, 0 to 1
/// @param loss what that would cost
/// @param errors what errors of every day cost over the horizon
/// @param delay what the change would have been worth until it is done
/// @param labour what the work costs
/// @param missed what it costs to miss dates that were promised
/// @param doneAfterWeeks from the case's day until everybody is served by the change; the horizon where never
public record CourseCost(
        double chance, double loss, double errors, double delay, double labour, double missed, double doneAfterWeeks) {

    /// What a major incident costs on average.
    public double expectedLoss() {
        return chance * loss;
    }

    /// All of it.
    public double total() {
        return expectedLoss() + errors + delay + labour + missed;
    }

    /// What a week of delay may cost until this course, which takes longer, is no cheaper than another.
    ///
    /// @param sooner one that is done in fewer weeks
    public double breakEvenDelay(CourseCost sooner) {
        return (sooner.total() - sooner.delay - (total() - delay)) / (doneAfterWeeks - sooner.doneAfterWeeks);
    }
}
