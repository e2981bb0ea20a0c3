// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.api.ForecastApi.BaseRateResponse;
import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import dev.evenkeel.engine.forecast.HistoricalBaseRate;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A stored forecast.
///
/// @param entry the forecast and its resolution
/// @param inputs canonical JSON of its inputs
/// @param origin record from which the server created it, with one forecast each: `step:r-1:3`; null when a
///     user created it
/// @param reason why it supersedes another; empty when it does not
/// @param recordedAt when it was stored
public record StoredForecast(
        ForecastLedgerEntry entry, String inputs, @Nullable String origin, String reason, Instant recordedAt) {
    /// Returns an open forecast that the server created.
    static StoredForecast ofServer(Forecast forecast, CanonicalForecastInputs inputs, String origin, Instant now) {
        return new StoredForecast(new ForecastLedgerEntry(forecast, null, null), inputs.text(), origin, "", now);
    }

    /// Returns an open forecast that a user created at its cutoff.
    static StoredForecast ofUser(Forecast forecast, CanonicalForecastInputs inputs, String reason) {
        var entry = new ForecastLedgerEntry(forecast, null, null);
        return new StoredForecast(entry, inputs.text(), null, reason, forecast.asOf());
    }

    public Forecast forecast() {
        return entry.forecast();
    }

    /// Converts the forecast to a response, with its state at an instant.
    ForecastResponse toResponse(Instant now) {
        Forecast forecast = forecast();
        HistoricalBaseRate base = forecast.baseRate();
        return new ForecastResponse(
                forecast.id(),
                entry.stateAt(now),
                forecast.eventClass(),
                forecast.statement(),
                forecast.event(),
                forecast.asOf(),
                forecast.horizon(),
                forecast.resolveBy(),
                forecast.prediction() instanceof Probability(double value) ? value : null,
                forecast.prediction() instanceof Quantiles of ? of.of() : null,
                forecast.prediction() instanceof Quantiles of ? of.unit() : null,
                forecast.prediction().format(),
                base == null ? null : new BaseRateResponse(base.mean(), base.events(), base.trials()),
                forecast.model(),
                JsonMapper.shared().readTree(inputs),
                forecast.dataHash(),
                forecast.author(),
                forecast.resolver(),
                origin,
                forecast.supersedes(),
                entry.supersededBy(),
                reason,
                recordedAt,
                entry.resolution());
    }

    /// Serializes the forecast for the audit log.
    String toAuditText(Instant now) {
        return JsonMapper.shared().writeValueAsString(toResponse(now));
    }
}
