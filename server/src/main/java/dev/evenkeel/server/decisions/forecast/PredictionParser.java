// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Prediction;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Prediction.Quantile;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import dev.evenkeel.files.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A parser of predictions in requests: `probability`, or `quantiles` and their `unit`.
final class PredictionParser {
    /* A placeholder for an invalid prediction; never used, because the request is rejected. */
    private static final Prediction NONE = new Probability(0.5);

    private final ForecastRequestFields fields;

    PredictionParser(ForecastRequestFields fields) {
        this.fields = fields;
    }

    /// Parses the prediction.
    ///
    /// @param before prediction that it supersedes, of the same kind and unit; null for a new forecast
    Prediction parse(@Nullable Prediction before) {
        boolean probability = fields.has("probability");
        if (probability == fields.has("quantiles")) {
            fields.addError(
                    "probability",
                    probability ? "is not allowed together with quantiles" : "is missing, and so are quantiles",
                    "set the probability of an event, or the quantiles of an amount");
            return NONE;
        }
        if (before != null && probability != before instanceof Probability) {
            fields.addError(
                    probability ? "probability" : "quantiles",
                    "must be the same kind of prediction as the superseded " + before.format(),
                    "use the same kind, or create a separate forecast");
            return NONE;
        }
        return probability
                ? checked(
                        "probability",
                        "use a number above 0 and below 1, such as 0.1",
                        () -> new Probability(fields.json().number("probability", Double.NaN)))
                : quantiles(before);
    }

    private Prediction quantiles(@Nullable Prediction before) {
        String unit = before instanceof Quantiles of
                ? of.unit()
                : fields.requireText("unit", "set the unit of the values, such as min or CHF");
        return checked(
                "quantiles",
                "use [{\"level\":0.05,\"value\":20},{\"level\":0.5,\"value\":80},{\"level\":0.95,\"value\":340}]",
                () -> new Quantiles(quantiles(fields.json().find("quantiles")), unit));
    }

    private static List<Quantile> quantiles(@Nullable JsonNode array) {
        if (array == null || !array.isArray()) {
            throw new IllegalArgumentException("must be an array of levels and values, got " + array);
        }
        List<Quantile> read = new ArrayList<>();
        for (JsonNode one : array) {
            Double level = JsonObjectReader.toFiniteDouble(one.path("level"));
            Double value = JsonObjectReader.toFiniteDouble(one.path("value"));
            if (level == null || value == null || one.size() != 2) {
                throw new IllegalArgumentException("must have a numeric level and value in each element, got " + one);
            }
            read.add(new Quantile(level, value));
        }
        return read;
    }

    private Prediction checked(String field, String remedy, Supplier<Prediction> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            fields.addError(field, e, remedy);
            return NONE;
        }
    }
}
