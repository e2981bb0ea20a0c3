// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import dev.evenkeel.files.json.JsonObjectReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The parser of results of type `matrix`: `[{"metric":{...},"values":[[SECONDS,"VALUE"],...]},...]`.
final class PrometheusMatrixParser {
    private PrometheusMatrixParser() {}

    /// Parses the series of a result.
    ///
    /// @throws IllegalArgumentException when the result is malformed; the message is a clause that describes
    ///     the problem
    static List<TimeSeries> parse(JsonNode result) {
        if (!result.isArray()) {
            throw new IllegalArgumentException("the result is not an array");
        }
        List<TimeSeries> series = new ArrayList<>(result.size());
        result.forEach(one -> series.add(series(one)));
        return series;
    }

    private static TimeSeries series(JsonNode one) {
        Map<String, String> labels = new LinkedHashMap<>();
        one.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        if (one.has("histograms")) {
            throw new IllegalArgumentException("a series contains histograms, not numbers");
        }
        List<PrometheusSample> samples = new ArrayList<>();
        one.path("values").forEach(pair -> samples.add(sample(pair)));
        return new TimeSeries(labels, samples);
    }

    private static PrometheusSample sample(JsonNode pair) {
        Double seconds = JsonObjectReader.toFiniteDouble(pair.path(0));
        if (seconds == null || !pair.path(1).isString()) {
            throw new IllegalArgumentException("a sample is not a time and a string");
        }
        long millis = Math.round(seconds * 1000);
        return new PrometheusSample(
                Instant.ofEpochMilli(millis), value(pair.path(1).asString()));
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> number(text);
        };
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a sample's value is not a number", e);
        }
    }
}
