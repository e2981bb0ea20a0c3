// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import dev.evenkeel.engine.gate.Approval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A forecast of an event. Immutable after its creation; it can only be superseded.
///
/// @param id permanent identifier: `f-…`
/// @param eventClass class of the event; only forecasts of one class are scored together
/// @param statement the forecast as a sentence
/// @param event observable criterion, or measured quantity
/// @param asOf cutoff of the data used
/// @param horizon end of the forecast period, after asOf
/// @param resolveBy deadline for the resolution, not before the horizon
/// @param prediction a probability or quantiles
/// @param baseRate historical frequency in the class at asOf; null for quantiles
/// @param model version of the model, or the judgement
/// @param dataHash SHA-256 of the data used
/// @param author who made it
/// @param resolver who resolves it; a person other than the author
/// @param supersedes forecast of the same event that it replaces; null for none
public record Forecast(
        String id,
        String eventClass,
        String statement,
        String event,
        Instant asOf,
        Instant horizon,
        Instant resolveBy,
        Prediction prediction,
        @Nullable HistoricalBaseRate baseRate,
        String model,
        String dataHash,
        String author,
        String resolver,
        @Nullable String supersedes) {
    public Forecast {
        if (!asOf.isBefore(horizon) || resolveBy.isBefore(horizon)) {
            throw new IllegalArgumentException("asOf must be before horizon, and resolveBy not before horizon; got "
                    + asOf + ", " + horizon + " and " + resolveBy);
        }
        if (Approval.isSamePerson(author, resolver)) {
            throw new IllegalArgumentException("the resolver must not be the author, got " + author);
        }
        if ((baseRate == null) == prediction instanceof Prediction.Probability) {
            throw new IllegalArgumentException("a base rate is allowed for probabilities only");
        }
    }
}
