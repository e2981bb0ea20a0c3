// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;

/// What the causes make together, beside what is known of changes of this kind, with every number at its
/// mean.
///
/// Causes are scaled on the rate: each `q` becomes `1 - (1 - q)^scale`, the same scale for all, so that
/// they keep their proportions and none exceeds 1. In the simulation each draw has its own scale.
///
/// @param base chance of a major incident of a change of this kind, with the ends of the central 90 %
/// @param causes chance by the causes of the case, unscaled
/// @param scale by which each cause's rate would have to be multiplied to make the base
/// @param applied whether they were
/// @param extrapolated readiness whose value lies outside all that its effect was learnt from
public record BaseRateCalibration(
        CourseRisk.Range base, double causes, double scale, boolean applied, List<ReadinessFactor> extrapolated) {
    public BaseRateCalibration {
        extrapolated = List.copyOf(extrapolated);
    }
}
