// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Prediction.Probability;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A record for which the server creates one forecast.
///
/// @param origin permanent name of the record: `step:r-1:3`
/// @param asOf its start; the forecast uses no later information
/// @param draft the forecast, computed only when the record has none yet
/// @param resolution outcome; null until it is known
record ForecastableRecord(
        String origin,
        Instant asOf,
        Supplier<ForecastDraft> draft,
        @Nullable ObservedOutcome resolution) {
    /// A forecast without the fields that are added when it is stored.
    record ForecastDraft(
            String statement,
            String event,
            Instant horizon,
            Instant resolveBy,
            Probability prediction,
            String model,
            JsonNode inputs) {}

    /// The outcome of a record.
    ///
    /// @param outcome 1 or 0; null when the forecast is void
    /// @param at when the outcome became known
    /// @param note evidence of the outcome
    record ObservedOutcome(@Nullable Double outcome, Instant at, String note) {
        static ObservedOutcome happened(Instant at, String note) {
            return new ObservedOutcome(1.0, at, note);
        }

        static ObservedOutcome didNotHappen(Instant at, String note) {
            return new ObservedOutcome(0.0, at, note);
        }
    }
}
