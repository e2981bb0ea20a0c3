// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import dev.evenkeel.engine.risk.ForecastScore;
import org.jspecify.annotations.Nullable;

/// How good probabilities of one class of events were.
///
/// @param score of all forecasts in force when their events were resolved
/// @param resolved how many those are
/// @param first Brier score of what was said first of the same events; it differs where forecasts
///     were superseded
/// @param baseRate Brier score of the base rate that was known when each forecast was made
public record ProbabilityForecastScore(ForecastScore score, int resolved, double first, double baseRate) {
    /// How many forecasts the isotonic split needs to mean much.
    public static final int LEAST_TO_SPLIT = 50;

    /// What the forecasts were better by than the base rate of their day, as a share of its score: 1
    /// for perfect ones, 0 for no better, below 0 for worse.
    public double skill() {
        return 1 - score.brier() / baseRate;
    }

    /// What a rising function of the forecasts would have improved; null below [#LEAST_TO_SPLIT].
    public @Nullable Double miscalibration() {
        return resolved < LEAST_TO_SPLIT ? null : (Double) score.miscalibration();
    }

    /// What that function is better by than the share of all events; null below [#LEAST_TO_SPLIT].
    public @Nullable Double discrimination() {
        return resolved < LEAST_TO_SPLIT ? null : (Double) score.discrimination();
    }
}
