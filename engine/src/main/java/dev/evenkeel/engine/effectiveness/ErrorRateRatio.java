// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio;
import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.util.List;

/// The failure rate after by that before, exact for Poisson counts, then as wide as real ones ask for:
/// by the square root of the dispersion on the log scale, and by the way that rates of untouched
/// services drift.
///
/// The level of 95 % is exact for independent Poisson counts only; with dispersion and drift it is
/// approximate, and [PlaceboStudy] measures it. For display, looked at once.
///
/// @param before all that was counted in the baseline
/// @param after all since the work was in force
/// @param exact the interval of two Poisson counts
/// @param dispersion of the weeks
/// @param widened the interval to be shown
public record ErrorRateRatio(
        FailureCount before,
        FailureCount after,
        RateRatio exact,
        Overdispersion dispersion,
        RateRatioEstimate widened) {
    /// By how much, as a standard deviation of its logarithm, the failure rate of an untouched service
    /// moves in a week, each week on from where it is (a random walk): 0.02, which is 10 % in half a
    /// year. A judgement between 0 and 0.03, which fit the weekly incidents of Slack and of GitHub.
    public static final double DRIFT = 0.02;

    static final double LEVEL = 0.95;

    private static final double NORMAL = 1.959964;

    /* Of a random walk, the mean over n weeks less the mean over m weeks that come g weeks later has the variance of
    g + n/3 + m/3 steps. */
    static ErrorRateRatio of(List<FailureCount> before, List<FailureCount> after, double weeksBetween) {
        FailureCount earlier = Overdispersion.sum(before);
        FailureCount later = Overdispersion.sum(after);
        RateRatio exact = RateRatio.of(earlier, later, LEVEL);
        Overdispersion dispersion = Overdispersion.of(before, after);
        double steps = weeksBetween + (before.size() + after.size()) / 3.0;
        return new ErrorRateRatio(
                earlier,
                later,
                exact,
                dispersion,
                dispersed(earlier, later, exact, dispersion.factor()).and(NORMAL * DRIFT * Math.sqrt(steps)));
    }

    /* Without a failure on one side there is no logarithm: then so many failures fewer are said to have been seen. */
    private static RateRatioEstimate dispersed(
            FailureCount earlier, FailureCount later, RateRatio exact, double factor) {
        if (earlier.failures() > 0 && later.failures() > 0) {
            return RateRatioEstimate.of(exact).times(Math.sqrt(factor));
        }
        RateRatio fewer = RateRatio.of(fewer(earlier, factor), fewer(later, factor), LEVEL);
        return new RateRatioEstimate(exact.ratio(), fewer.low(), fewer.high());
    }

    private static FailureCount fewer(FailureCount counted, double factor) {
        return new FailureCount((long) (counted.failures() / factor), counted.calls());
    }
}
