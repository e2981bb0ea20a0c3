// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import dev.evenkeel.engine.gate.Approval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The resolution of a forecast.
///
/// @param outcome 1 when the event occurred and 0 when it did not; the amount for quantiles; null when the
///     forecast is void, because the event can neither occur nor fail to
/// @param at time of the resolution
/// @param by who resolved it
/// @param late whether it was resolved after the deadline
/// @param note basis of the resolution
public record ForecastResolution(@Nullable Double outcome, Instant at, String by, boolean late, String note) {
    /// Resolves a forecast.
    ///
    /// @throws IllegalArgumentException when the outcome is invalid for the forecast, or its author resolves
    ///     it
    public static ForecastResolution resolve(
            Forecast forecast, @Nullable Double outcome, Instant at, String by, String note) {
        if (Approval.isSamePerson(by, forecast.author())) {
            throw new IllegalArgumentException("the resolver must not be the author, got " + by);
        }
        if (outcome != null) {
            forecast.prediction().validateOutcome(outcome);
        }
        return new ForecastResolution(outcome, at, by, at.isAfter(forecast.resolveBy()), note);
    }

    public boolean isVoid() {
        return outcome == null;
    }
}
