// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio;
import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.util.List;

/// The ratio of the failure rate after a change to that before. The interval for Poisson counts is exact; the
/// widened one covers real data: by the square root of the dispersion on the log scale, and by the drift of
/// the rates of unchanged services.
///
/// The level of 95% is exact for independent Poisson counts only; with dispersion and drift it is
/// approximate, and [PlaceboStudy] measures it. For display, evaluated once.
///
/// @param before totals of the baseline
/// @param after totals since the work took effect
/// @param exact interval of two Poisson counts
/// @param dispersion dispersion of the weeks
/// @param widened interval to show
public record BeforeAfterErrorRateRatio(
        FailureCount before,
        FailureCount after,
        RateRatio exact,
        Overdispersion dispersion,
        RateRatioEstimate widened) {
    /// Weekly drift of the failure rate of an unchanged service, as the standard deviation of its logarithm
    /// (a random walk): 0.02, which is 10% in half a year. A judgement between 0 and 0.03, which fit the
    /// weekly incidents of Slack and of GitHub.
    public static final double DRIFT = 0.02;

    static final double LEVEL = 0.95;

    private static final double NORMAL = 1.959964;

    /*
     * For a random walk, the mean over n weeks minus the mean over m weeks that come g weeks later has the variance
     * of g + n/3 + m/3 steps.
     */
    static BeforeAfterErrorRateRatio of(List<FailureCount> before, List<FailureCount> after, double weeksBetween) {
        FailureCount earlier = Overdispersion.sum(before);
        FailureCount later = Overdispersion.sum(after);
        RateRatio exact = RateRatio.of(earlier, later, LEVEL);
        Overdispersion dispersion = Overdispersion.of(before, after);
        double steps = weeksBetween + (before.size() + after.size()) / 3.0;
        return new BeforeAfterErrorRateRatio(
                earlier,
                later,
                exact,
                dispersion,
                widen(earlier, later, exact, dispersion.factor()).withExtraError(NORMAL * DRIFT * Math.sqrt(steps)));
    }

    /* Without a failure on one side the logarithm does not exist: the counts are reduced instead. */
    private static RateRatioEstimate widen(FailureCount earlier, FailureCount later, RateRatio exact, double factor) {
        if (earlier.failures() > 0 && later.failures() > 0) {
            return RateRatioEstimate.of(exact).widenBy(Math.sqrt(factor));
        }
        RateRatio fewer = RateRatio.of(scaleDown(earlier, factor), scaleDown(later, factor), LEVEL);
        return new RateRatioEstimate(exact.ratio(), fewer.low(), fewer.high());
    }

    private static FailureCount scaleDown(FailureCount counted, double factor) {
        return new FailureCount((long) (counted.failures() / factor), counted.calls());
    }
}
