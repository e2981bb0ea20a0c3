// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry.State;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.engine.forecast.Prediction.Quantile;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import dev.evenkeel.engine.forecast.QuantileForecastClassScore;
import dev.evenkeel.engine.risk.ReliabilityDiagram;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Forecasts (`/api/v1/forecasts`).
public final class ForecastApi {
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NAME = 256;
    private static final String PROBABILITY =
            "probability of the event, above 0 and below 1, such as 0.1; not with quantiles";
    private static final String QUANTILES =
            "ascending quantiles of an amount, at most 99, with the levels 0.05 and 0.95";
    private static final String INPUTS = "input data, a JSON object of at most 64,000 characters";
    private static final String USERNAME = "username; default: the caller";

    private ForecastApi() {}

    /// Creates a forecast with a probability, or with quantiles and their unit.
    public record CreateForecastRequest(
            @JsonPropertyDescription(
                    "class of the event, 1 to 63 lowercase letters, digits and dashes, starting with a letter,"
                            + " such as migration")
            @Pattern(regexp = "^[a-z][a-z0-9-]{0,62}$")
            String eventClass,

            @JsonPropertyDescription("forecast in one sentence") @NotBlank @Size(max = LONGEST_TEXT)
            String statement,

            @JsonPropertyDescription("how to determine the outcome, so precisely that two people agree")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            String event,

            @JsonPropertyDescription("end of the period in which the event counts; in the future")
            Instant horizon,

            @JsonPropertyDescription("due time of the resolution; default: 7 days after the horizon") @Nullable
            Instant resolveBy,

            @JsonPropertyDescription(PROBABILITY)
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax(value = "1", inclusive = false)
            @Nullable
            Double probability,

            @JsonPropertyDescription(QUANTILES) @Size(max = Quantiles.MOST) @Nullable
            List<QuantilePoint> quantiles,

            @JsonPropertyDescription("unit of the quantiles, such as min or CHF")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            @Nullable
            String unit,

            @JsonPropertyDescription("method of the forecast; default: judgement")
            @NotBlank
            @Size(max = LONGEST_NAME)
            @Nullable
            String model,

            @JsonPropertyDescription(INPUTS) @Nullable ObjectNode inputs,

            @JsonPropertyDescription(USERNAME) @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String author,

            @JsonPropertyDescription("user who resolves the forecast, not the author")
            @NotBlank
            @Size(max = LONGEST_NAME)
            String resolver) {}

    /// Replaces a forecast by a new one of the same event.
    public record SupersedeForecastRequest(
            @JsonPropertyDescription("forecast in one sentence; default: that of the superseded forecast")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            @Nullable
            String statement,

            @JsonPropertyDescription(PROBABILITY)
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax(value = "1", inclusive = false)
            @Nullable
            Double probability,

            @JsonPropertyDescription(QUANTILES) @Size(max = Quantiles.MOST) @Nullable
            List<QuantilePoint> quantiles,

            @JsonPropertyDescription("method of the forecast; default: that of the superseded forecast")
            @NotBlank
            @Size(max = LONGEST_NAME)
            @Nullable
            String model,

            @JsonPropertyDescription(INPUTS) @Nullable ObjectNode inputs,

            @JsonPropertyDescription(USERNAME) @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String author,

            @JsonPropertyDescription("user who resolves the forecast, not the author; default: as before")
            @NotBlank
            @Size(max = LONGEST_NAME)
            @Nullable
            String resolver,

            @JsonPropertyDescription("new information that changes the forecast") @NotBlank @Size(max = LONGEST_TEXT)
            String reason) {}

    /// A quantile of an amount.
    public record QuantilePoint(
            @JsonPropertyDescription("probability that the outcome is below the value, above 0 and below 1")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax(value = "1", inclusive = false)
            double level,

            @JsonPropertyDescription("amount, in the unit of the forecast")
            double value) {}

    /// Records the outcome of a forecast, or that it is void.
    public record ResolveForecastRequest(
            @JsonPropertyDescription("1 or 0 for an event, or the amount for quantiles") @Nullable
            Double outcome,

            @JsonProperty("void")
            @JsonPropertyDescription("true if the outcome cannot be determined; then without outcome")
            @Nullable
            Boolean isVoid,

            @JsonPropertyDescription("evidence for the outcome") @NotBlank @Size(max = LONGEST_TEXT)
            String note,

            @JsonPropertyDescription(USERNAME) @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String resolver) {}

    /// A forecast.
    ///
    /// @param formattedValue prediction as short text
    /// @param origin record from which the server created it; null when a user created it
    /// @param resolution null until it is resolved
    public record ForecastResponse(
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
            @Nullable ForecastResolution resolution) {}

    /// The base rate of the class on the day of the forecast.
    ///
    /// @param rate (events + 1/2) / (trials + 1)
    public record BaseRateResponse(double rate, long events, long trials) {}

    /// The score of a class.
    ///
    /// @param counts number of forecasts in each state
    /// @param requiredCount minimum number of resolved forecasts for a score
    /// @param events null below `requiredCount`
    /// @param amounts one score for each unit with at least `requiredCount` resolved forecasts
    public record ForecastScoreResponse(
            String eventClass,
            Map<State, Integer> counts,
            int late,
            int requiredCount,
            @Nullable ProbabilityForecastScoreResponse events,
            List<QuantileForecastClassScore> amounts) {}

    /// The score of probability forecasts.
    ///
    /// @param firstForecastBrier Brier score of the first forecast of each event
    /// @param baseRate Brier score of the base rates on the days of the forecasts
    /// @param miscalibration null below `decompositionRequiredCount`, as is discrimination
    /// @param spiegelhalterZ null when all probabilities are 1/2
    public record ProbabilityForecastScoreResponse(
            int resolved,
            double brier,
            double log,
            double reliability,
            double resolution,
            double uncertainty,
            double withinBins,
            double skill,
            double baseRate,
            double firstForecastBrier,
            int decompositionRequiredCount,
            @Nullable Double miscalibration,
            @Nullable Double discrimination,
            @Nullable Double spiegelhalterZ,
            ReliabilityDiagram diagram) {}
}
