// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The request bodies for forecasts, for generating schemas.
final class ForecastRequestSchemas {
    private ForecastRequestSchemas() {}

    /// A forecast with a probability, or with quantiles and their unit.
    record CreateForecastRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription(
                    "class of the event, 1 to 63 lowercase letters, digits and dashes, such as migration")
            String eventClass,

            @JsonProperty(required = true) @JsonPropertyDescription("forecast in one sentence")
            String statement,

            @JsonProperty(required = true) @JsonPropertyDescription("how to determine the outcome")
            String event,

            @JsonProperty(required = true)
            @JsonPropertyDescription("end of the period in which the event counts; in the future")
            Instant horizon,

            @JsonPropertyDescription("due time of the resolution; default: 7 days after the horizon")
            Instant resolveBy,

            @JsonPropertyDescription("probability of the event, above 0 and below 1; not with quantiles") @Nullable
            Double probability,

            @JsonPropertyDescription("ascending quantiles of an amount, at most 99, with the levels 0.05 and 0.95")
            @Nullable
            List<QuantilePointFields> quantiles,

            @JsonPropertyDescription("unit of the quantiles, such as min or CHF") @Nullable
            String unit,

            @JsonPropertyDescription("method of the forecast; default judgement")
            String model,

            @JsonPropertyDescription("input data, at most 64,000 characters of JSON")
            Map<String, Object> inputs,

            @JsonPropertyDescription("username; default: the caller")
            String author,

            @JsonProperty(required = true) @JsonPropertyDescription("user who resolves the forecast, not the author")
            String resolver) {}

    record SupersedeForecastRequest(
            @JsonPropertyDescription("forecast in one sentence; default: that of the superseded forecast")
            String statement,

            @JsonPropertyDescription("probability of the event, above 0 and below 1; not with quantiles") @Nullable
            Double probability,

            @JsonPropertyDescription("ascending quantiles of an amount, at most 99, with the levels 0.05 and 0.95")
            @Nullable
            List<QuantilePointFields> quantiles,

            @JsonPropertyDescription("method of the forecast; default: that of the superseded forecast")
            String model,

            @JsonPropertyDescription("input data, at most 64,000 characters of JSON")
            Map<String, Object> inputs,

            @JsonPropertyDescription("username; default: the caller")
            String author,

            @JsonPropertyDescription("user who resolves the forecast, not the author; default: as before")
            String resolver,

            @JsonProperty(required = true) @JsonPropertyDescription("new information that changes the forecast")
            String reason) {}

    record QuantilePointFields(
            @JsonProperty(required = true) @JsonPropertyDescription("probability that the outcome is below the value")
            double level,

            @JsonProperty(required = true) @JsonPropertyDescription("amount, in the unit of the forecast")
            double value) {}

    /// The outcome of a forecast, or that it is void.
    record ResolveForecastRequest(
            @JsonPropertyDescription("1 or 0 for an event, or the amount for quantiles") @Nullable
            Double outcome,

            @JsonProperty("void")
            @JsonPropertyDescription("true if the outcome cannot be determined; then without outcome")
            boolean isVoid,

            @JsonProperty(required = true) @JsonPropertyDescription("evidence for the outcome")
            String note,

            @JsonPropertyDescription("username; default: the caller")
            String resolver) {}
}
