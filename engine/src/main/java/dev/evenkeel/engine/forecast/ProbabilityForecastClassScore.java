// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import dev.evenkeel.engine.risk.ForecastVerificationScores;
import org.jspecify.annotations.Nullable;

/// The score of probability forecasts of one class of events.
///
/// @param score score of all forecasts that were current when their events were resolved
/// @param resolved number of those
/// @param firstForecastBrier Brier score of the first forecast of each event; differs where forecasts were
///     superseded
/// @param baseRate Brier score of the base rate known when each forecast was made
public record ProbabilityForecastClassScore(
        ForecastVerificationScores score, int resolved, double firstForecastBrier, double baseRate) {
    /// Minimum number of forecasts for a meaningful isotonic decomposition.
    public static final int LEAST_TO_SPLIT = 50;

    /// Returns the skill relative to the base rate of the time: 1 for perfect forecasts, 0 for no
    /// improvement, below 0 for worse ones.
    public double skill() {
        return 1 - score.brier() / baseRate;
    }

    /// Returns the possible improvement by a nondecreasing function of the forecasts; null below
    /// [#LEAST_TO_SPLIT].
    public @Nullable Double miscalibration() {
        return resolved < LEAST_TO_SPLIT ? null : (Double) score.miscalibration();
    }

    /// Returns the improvement of that function over the overall share of events; null below
    /// [#LEAST_TO_SPLIT].
    public @Nullable Double discrimination() {
        return resolved < LEAST_TO_SPLIT ? null : (Double) score.discrimination();
    }
}
