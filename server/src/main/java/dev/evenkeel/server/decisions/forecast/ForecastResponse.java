// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry.State;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.engine.forecast.HistoricalBaseRate;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Prediction.Quantile;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A forecast in responses of the HTTP API (docs/reference/http-api.md).
///
/// @param formattedValue prediction as short text
/// @param origin record from which the server created it; null when a user created it
/// @param resolution null until it is resolved
record ForecastResponse(
        String id,
        State state,
        String eventClass,
        String statement,
        String event,
        Instant asOf,
        Instant horizon,
        Instant resolveBy,
        @Nullable Double probability,
        @Nullable List<Quantile> quantiles,
        @Nullable String unit,
        String formattedValue,
        @Nullable BaseRateResponse baseRate,
        String model,
        JsonNode inputs,
        String dataHash,
        String author,
        String resolver,
        @Nullable String origin,
        @Nullable String supersedes,
        @Nullable String supersededBy,
        String reason,
        Instant recordedAt,
        @Nullable ForecastResolution resolution) {
    static ForecastResponse of(StoredForecast stored, Instant now) {
        Forecast forecast = stored.forecast();
        HistoricalBaseRate base = forecast.baseRate();
        return new ForecastResponse(
                forecast.id(),
                stored.entry().stateAt(now),
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
                JsonMapper.shared().readTree(stored.inputs()),
                forecast.dataHash(),
                forecast.author(),
                forecast.resolver(),
                stored.origin(),
                forecast.supersedes(),
                stored.entry().supersededBy(),
                stored.reason(),
                stored.recordedAt(),
                stored.entry().resolution());
    }

    /// The base rate of the class on the day of the forecast.
    ///
    /// @param rate (events + 1/2) / (trials + 1)
    record BaseRateResponse(double rate, long events, long trials) {}

    /// Serializes the forecast for the audit log.
    static String toAuditText(StoredForecast stored, Instant now) {
        return JsonMapper.shared().writeValueAsString(of(stored, now));
    }
}
