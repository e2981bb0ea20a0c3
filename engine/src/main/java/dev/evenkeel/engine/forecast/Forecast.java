// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import dev.evenkeel.engine.gate.Approval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was said of an event before anybody knew of it. It is never edited, only superseded.
///
/// @param id name for ever: `f-…`
/// @param eventClass what sort of event this is; only forecasts of one class are scored together
/// @param statement what is said, in a sentence
/// @param event how one will see whether it happened, or what is measured
/// @param asOf until when what was known went into it
/// @param horizon until when the event counts, after asOf
/// @param resolveBy when it should be known what came of it, not before the horizon
/// @param prediction a probability or quantiles
/// @param baseRate how often events of the class had happened by asOf; null for quantiles
/// @param model version of the model that made it, or who judged how
/// @param dataHash SHA-256 of what went into it
/// @param author who made it
/// @param resolver who is to say what came of it; somebody else
/// @param supersedes the forecast of the same event that it takes the place of; null for none
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
            throw new IllegalArgumentException("a forecast is made before its horizon, and resolved not before it; got "
                    + asOf + ", " + horizon + " and " + resolveBy);
        }
        if (Approval.isSamePerson(author, resolver)) {
            throw new IllegalArgumentException("who makes a forecast does not resolve it, got " + author);
        }
        if ((baseRate == null) == prediction instanceof Prediction.Probability) {
            throw new IllegalArgumentException("a base rate belongs to a probability, and to nothing else");
        }
    }
}
