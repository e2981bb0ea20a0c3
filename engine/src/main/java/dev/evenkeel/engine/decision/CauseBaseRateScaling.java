// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;

/// A comparison of the causes of a case with the base rate of major incidents for changes of its kind, with
/// every number at its mean.
///
/// Causes are scaled by rate: each `q` becomes `1 - (1 - q)^scale`, with one scale for all, which preserves
/// their proportions and keeps each at most 1. In the simulation each draw has its own scale.
///
/// @param base probability of a major incident for changes of this kind, with the central 90% interval
/// @param causes probability by the causes of the case, unscaled
/// @param scale factor on the rate of each cause that makes them match the base
/// @param applied whether the causes were scaled
/// @param extrapolated readiness factors outside the range from which their effect was estimated
public record CauseBaseRateScaling(
        CourseRisk.EstimateWithBounds base,
        double causes,
        double scale,
        boolean applied,
        List<ReadinessFactor> extrapolated) {
    public CauseBaseRateScaling {
        extrapolated = List.copyOf(extrapolated);
    }
}
