// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import java.time.Instant;

/// What one look read of one treatment by one goal. Means and effects are in the goal's unit.
///
/// @param goal the goal's place in the plan
/// @param treatment the treatment's place in the plan, 1 or more
/// @param units of control and the treatment together
/// @param exact whether the interval is the exact one
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
