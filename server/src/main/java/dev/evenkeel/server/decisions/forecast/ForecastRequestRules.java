// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.api.ForecastApi.CreateForecastRequest;
import dev.evenkeel.api.ForecastApi.QuantilePoint;
import dev.evenkeel.api.ForecastApi.ResolveForecastRequest;
import dev.evenkeel.api.ForecastApi.SupersedeForecastRequest;
import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.Prediction;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Prediction.Quantile;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.security.access.ActingPerson;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Rules of requests about forecasts that their JSON Schemas cannot express.
final class ForecastRequestRules {
    private static final int LONGEST_INPUTS = 64_000;

    private ForecastRequestRules() {}

    static void checkNew(CreateForecastRequest request, Instant now, Caller.Actor caller, ValidationErrors errors) {
        if (request.eventClass() != null && ForecastSource.CLASSES.contains(request.eventClass())) {
            errors.add(
                    "/eventClass",
                    "\"" + request.eventClass() + "\" is reserved for forecasts that the server creates",
                    "use another class; reserved classes: "
                            + String.join(
                                    ", ",
                                    ForecastSource.CLASSES.stream().sorted().toList()));
        }
        Instant horizon = request.horizon();
        if (horizon != null && !horizon.isAfter(now)) {
            errors.add(
                    "/horizon",
                    "must be in the future, got " + horizon,
                    "set the end of the period in which the event counts");
        }
        Instant resolveBy = request.resolveBy();
        if (horizon != null && resolveBy != null && resolveBy.isBefore(horizon)) {
            errors.add(
                    "/resolveBy",
                    "must not be before the horizon, got " + resolveBy,
                    "use a later time, or omit it for seven days after the horizon");
        }
        checkPrediction(request.probability(), request.quantiles(), request.unit(), null, errors);
        checkInputs(request.inputs(), errors);
        checkPersons(request.author(), request.resolver(), caller, errors);
    }

    static void checkSuperseding(
            SupersedeForecastRequest request, Forecast before, Caller.Actor caller, ValidationErrors errors) {
        checkPrediction(request.probability(), request.quantiles(), null, before.prediction(), errors);
        checkInputs(request.inputs(), errors);
        checkPersons(
                request.author(), Objects.requireNonNullElse(request.resolver(), before.resolver()), caller, errors);
    }

    static void checkResolution(
            ResolveForecastRequest request, Forecast forecast, Caller.Actor caller, ValidationErrors errors) {
        boolean isVoid = Boolean.TRUE.equals(request.isVoid());
        Double outcome = request.outcome();
        if ((outcome != null) == isVoid) {
            errors.add(
                    "/outcome",
                    isVoid ? "is not allowed when void is true" : "is missing",
                    "set the outcome, or set void to true if the event can no longer be decided");
        } else if (outcome != null) {
            try {
                forecast.prediction().validateOutcome(outcome);
            } catch (IllegalArgumentException e) {
                errors.add(
                        "/outcome",
                        String.valueOf(e.getMessage()),
                        "use 1 or 0, or the amount for quantiles; if none exists, set void to true");
            }
        }
        ActingPerson.check("/resolver", request.resolver(), caller, "resolves forecasts", errors);
    }

    /// Converts the fields of a prediction.
    ///
    /// @param before prediction that it supersedes, of the same unit; null for a new forecast
    /// @throws IllegalArgumentException when they are invalid together
    static Prediction toPrediction(
            @Nullable Double probability,
            @Nullable List<QuantilePoint> quantiles,
            @Nullable String unit,
            @Nullable Prediction before) {
        if (quantiles == null) {
            return new Probability(Objects.requireNonNull(probability));
        }
        return new Quantiles(
                quantiles.stream()
                        .map(point -> new Quantile(point.level(), point.value()))
                        .toList(),
                before instanceof Quantiles of ? of.unit() : Objects.requireNonNull(unit));
    }

    private static void checkPrediction(
            @Nullable Double probability,
            @Nullable List<QuantilePoint> quantiles,
            @Nullable String unit,
            @Nullable Prediction before,
            ValidationErrors errors) {
        boolean isAmount = quantiles != null || errors.contains("/quantiles");
        if (isAmount && before == null && unit == null) {
            errors.add("/unit", "is missing", "set the unit of the values, such as min or CHF");
        }
        if (errors.contains("/probability") || errors.contains("/quantiles")) {
            return;
        }
        if ((probability == null) == (quantiles == null)) {
            errors.add(
                    "/probability",
                    probability == null ? "is missing, and so are quantiles" : "is not allowed together with quantiles",
                    "set the probability of an event, or the quantiles of an amount");
            return;
        }
        String field = probability == null ? "/quantiles" : "/probability";
        if (before != null && (probability != null) != before instanceof Probability) {
            errors.add(
                    field,
                    "must be the same kind of prediction as the superseded " + before.format(),
                    "use the same kind, or create a separate forecast");
            return;
        }
        try {
            toPrediction(probability, quantiles, Objects.requireNonNullElse(unit, ""), before);
        } catch (IllegalArgumentException e) {
            errors.add(
                    field,
                    String.valueOf(e.getMessage()),
                    probability == null
                            ? "use [{\"level\":0.05,\"value\":20},{\"level\":0.5,\"value\":80},{\"level\":0.95,\"value\":340}]"
                            : "use a number above 0 and below 1, such as 0.1");
        }
    }

    private static void checkInputs(@Nullable JsonNode inputs, ValidationErrors errors) {
        int length = CanonicalForecastInputs.of(inputs).text().length();
        if (length > LONGEST_INPUTS) {
            errors.add(
                    "/inputs",
                    "must be at most " + LONGEST_INPUTS + " characters, got " + length,
                    "store the location of the data and its hash instead");
        }
    }

    private static void checkPersons(
            @Nullable String author, @Nullable String resolver, Caller.Actor caller, ValidationErrors errors) {
        ActingPerson.check("/author", author, caller, "creates forecasts", errors);
        if (resolver != null && Approval.isSamePerson(ActingPerson.of(author, caller), resolver)) {
            errors.add("/resolver", "must not be the author, got \"" + resolver + "\"", "set another user");
        }
    }
}
