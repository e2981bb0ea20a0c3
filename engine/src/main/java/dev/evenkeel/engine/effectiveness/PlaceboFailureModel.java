// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

/// The failure model of the simulated histories in a [PlaceboStudy], without any work.
///
/// Weekly failures are a Poisson count around a moving rate. Half of the excess variance is new each week (a
/// gamma factor), half persists from week to week on the log scale (a first-order autoregression). Incidents
/// are a Poisson process, [#INCIDENTS] per week, and each adds a lognormal number of failures to its week:
/// median that of one usual week, sigma [#BURST_SIGMA].
///
/// With the memory of [#standard], weekly failures without incidents have autocorrelations of 0.20, 0.12 and
/// 0.07 at one, two and three weeks; weekly incidents of GitHub have 0.18, 0.09 and 0.06, of Slack none.
///
/// @param failures mean in a week without an incident, above 0
/// @param dispersion ratio of their variance to their mean, without drift and incidents, above 1; a
///     university's system has 3.05
/// @param memory autocorrelation of the persistent half from one week to the next, 0 to below 1
/// @param drift individual drift of each service, as in [BeforeAfterErrorRateRatio#DRIFT]
/// @param sharedDrift drift common to all services
/// @param comparisons number of comparison services
/// @param weeksAfter number of weeks evaluated after the work
public record PlaceboFailureModel(
        double failures,
        double dispersion,
        double memory,
        double drift,
        double sharedDrift,
        int comparisons,
        int weeksAfter) {
    /// Incidents per week: about five a year.
    public static final double INCIDENTS = 0.1;

    /// Standard deviation of the logarithm of an incident's failures.
    public static final double BURST_SIGMA = 0.8;

    public PlaceboFailureModel {
        if (!(failures > 0 && dispersion > 1 && memory >= 0 && memory < 1 && drift >= 0 && sharedDrift >= 0)
                || comparisons < 0
                || weeksAfter < 1) {
            throw new IllegalArgumentException("failures must be above 0, dispersion above 1, memory 0 to below 1,"
                    + " drift and comparisons 0 or more, and weeks after 1 or more; got " + failures
                    + ", "
                    + dispersion + ", " + memory + ", " + drift + ", " + sharedDrift + ", " + comparisons + ", "
                    + weeksAfter);
        }
    }

    /// Returns the model of a service without a comparison group, evaluated half a year after the work.
    ///
    /// @param failures mean in a week without an incident
    public static PlaceboFailureModel standard(double failures) {
        return new PlaceboFailureModel(failures, 3, 0.6, BeforeAfterErrorRateRatio.DRIFT, 0, 0, 26);
    }

    /// Returns a copy evaluated after a number of weeks.
    public PlaceboFailureModel withWeeksAfter(int weeks) {
        return new PlaceboFailureModel(failures, dispersion, memory, drift, sharedDrift, comparisons, weeks);
    }

    /// Returns a copy with comparison services.
    ///
    /// @param common drift common to all of them
    public PlaceboFailureModel withComparisons(int services, double common) {
        return new PlaceboFailureModel(failures, dispersion, memory, drift, common, services, weeksAfter);
    }

    /// Returns a copy with another memory and drift.
    public PlaceboFailureModel withMemoryAndDrift(double weekly, double drifting) {
        return new PlaceboFailureModel(failures, dispersion, weekly, drifting, sharedDrift, comparisons, weeksAfter);
    }
}
