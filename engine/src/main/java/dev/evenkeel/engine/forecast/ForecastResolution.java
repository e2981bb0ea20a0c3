// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import dev.evenkeel.engine.gate.Approval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of a forecast.
///
/// @param outcome 1 when the event happened and 0 when it did not; the amount for quantiles; null
///     when the forecast is void, since the event can neither happen nor fail to
/// @param at when that was said
/// @param by who said it
/// @param late whether it was said after the day by which it should have been
/// @param note on what grounds
public record ForecastResolution(@Nullable Double outcome, Instant at, String by, boolean late, String note) {
    /// Resolves a forecast.
    ///
    /// @throws IllegalArgumentException when the outcome is none of such a forecast, or its author
    ///     resolves it
    public static ForecastResolution of(
            Forecast forecast, @Nullable Double outcome, Instant at, String by, String note) {
        if (Approval.isSamePerson(by, forecast.author())) {
            throw new IllegalArgumentException("who makes a forecast does not resolve it, got " + by);
        }
        if (outcome != null) {
            forecast.prediction().check(outcome);
        }
        return new ForecastResolution(outcome, at, by, at.isAfter(forecast.resolveBy()), note);
    }

    /// Whether nothing can come of the forecast any more.
    public boolean isVoid() {
        return outcome == null;
    }
}
