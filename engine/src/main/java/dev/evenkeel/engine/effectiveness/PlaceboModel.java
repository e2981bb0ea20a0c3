// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

/// How services fail in the made-up histories of a [PlaceboStudy], in which nobody does anything about
/// it.
///
/// Weekly failures are a Poisson count around a moving rate. Half of what they vary more than that is
/// new each week (a gamma factor), half is remembered from week to week on the log scale (an
/// autoregression of first order). Incidents come as a Poisson process, [#INCIDENTS] a week, and each
/// adds a lognormal number of failures to its week: median one usual week's, sigma [#BURST_SIGMA].
///
/// With the memory of [#usual], weekly failures without incidents have autocorrelations of 0.20, 0.12
/// and 0.07 at one, two and three weeks; weekly incidents of GitHub have 0.18, 0.09 and 0.06, of Slack
/// none.
///
/// @param failures mean in a week without an incident, above 0
/// @param dispersion variance of them by their mean, without drift and incidents, above 1; a
///     university's system has 3.05
/// @param memory of the remembered half from one week to the next, 0 to below 1
/// @param drift of each service on its own, as in [ErrorRateRatio#DRIFT]
/// @param sharedDrift likewise, the same for all services
/// @param comparisons how many services there are to compare with
/// @param weeksAfter how long one looks after the work
public record PlaceboModel(
        double failures,
        double dispersion,
        double memory,
        double drift,
        double sharedDrift,
        int comparisons,
        int weeksAfter) {
    /// Incidents a week: about five a year.
    public static final double INCIDENTS = 0.1;

    /// Standard deviation of the logarithm of an incident's failures.
    public static final double BURST_SIGMA = 0.8;

    public PlaceboModel {
        if (!(failures > 0 && dispersion > 1 && memory >= 0 && memory < 1 && drift >= 0 && sharedDrift >= 0)
                || comparisons < 0
                || weeksAfter < 1) {
            throw new IllegalArgumentException("a world has failures above 0, a dispersion above 1, a memory of 0 to"
                    + " below 1, no drift below 0, no comparisons below 0 and a week after or more; got " + failures
                    + ", "
                    + dispersion + ", " + memory + ", " + drift + ", " + sharedDrift + ", " + comparisons + ", "
                    + weeksAfter);
        }
    }

    /// A service without others beside it that is looked at half a year after the work.
    ///
    /// @param failures mean in a week without an incident
    public static PlaceboModel usual(double failures) {
        return new PlaceboModel(failures, 3, 0.6, ErrorRateRatio.DRIFT, 0, 0, 26);
    }

    /// The same, looked at after so many weeks.
    public PlaceboModel after(int weeks) {
        return new PlaceboModel(failures, dispersion, memory, drift, sharedDrift, comparisons, weeks);
    }

    /// The same with services beside it.
    ///
    /// @param common drift that all of them share
    public PlaceboModel beside(int services, double common) {
        return new PlaceboModel(failures, dispersion, memory, drift, common, services, weeksAfter);
    }

    /// The same with another memory and drift.
    public PlaceboModel moving(double weekly, double drifting) {
        return new PlaceboModel(failures, dispersion, weekly, drifting, sharedDrift, comparisons, weeksAfter);
    }
}
