// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import java.time.Instant;

/// The result of one evaluation for one treatment and goal. Means and effects are in the goal's unit.
///
/// @param goal index of the goal in the plan
/// @param treatment index of the treatment in the plan, 1 or more
/// @param units units of control and the treatment together
/// @param exact whether the interval is exact
public record InterimAnalysis(
        int goal,
        int treatment,
        long units,
        Instant at,
        double controlMean,
        double treatmentMean,
        double estimate,
        double low,
        double high,
        boolean exact) {}
