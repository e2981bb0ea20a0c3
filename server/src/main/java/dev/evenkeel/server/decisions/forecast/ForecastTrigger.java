// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Prediction.Probability;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Something of which the server makes a forecast by itself, once.
///
/// @param origin its name for ever: `step:r-1:3`
/// @param asOf when it began; nothing that became known later goes into the forecast
/// @param draft what is forecast; only asked for when there is no forecast yet
/// @param ending what came of it; null while nobody knows
record ForecastTrigger(
        String origin,
        Instant asOf,
        Supplier<ForecastDraft> draft,
        @Nullable TriggeredResolution ending) {
    /// A forecast without what the ledger adds.
    record ForecastDraft(
            String statement,
            String event,
            Instant horizon,
            Instant resolveBy,
            Probability prediction,
            String model,
            JsonNode inputs) {}

    /// What came of it.
    ///
    /// @param outcome 1 or 0; null when the forecast is void
    /// @param at when that was known
    /// @param note on what grounds
    record TriggeredResolution(@Nullable Double outcome, Instant at, String note) {
        static TriggeredResolution yes(Instant at, String note) {
            return new TriggeredResolution(1.0, at, note);
        }

        static TriggeredResolution no(Instant at, String note) {
            return new TriggeredResolution(0.0, at, note);
        }
    }
}
