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
            @JsonProperty(required = true) String eventClass,
            @JsonProperty(required = true) String statement,
            @JsonProperty(required = true) String event,
            @JsonProperty(required = true) Instant horizon,
            Instant resolveBy,
            @Nullable Double probability,
            @Nullable List<QuantilePointFields> quantiles,
            @Nullable String unit,
            String model,
            Map<String, Object> inputs,
            String author,
            @JsonProperty(required = true) String resolver) {}

    record SupersedeForecastRequest(
            String statement,
            @Nullable Double probability,
            @Nullable List<QuantilePointFields> quantiles,
            String model,
            Map<String, Object> inputs,
            String author,
            String resolver,
            @JsonProperty(required = true) String reason) {}

    record QuantilePointFields(
            @JsonProperty(required = true) @JsonPropertyDescription("probability that the outcome is below the value")
            double level,

            @JsonProperty(required = true) double value) {}

    /// The outcome of a forecast, or that it is void.
    record ResolveForecastRequest(
            @Nullable Double outcome,
            @JsonProperty("void") boolean isVoid,
            @JsonProperty(required = true) String note,
            String resolver) {}
}
