// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.Prediction;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.OnBehalfOfFieldReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A parser of requests about forecasts. Reports all validation errors at once.
final class ForecastRequestParser {
    private static final Set<String> NEW = Set.of(
            "eventClass",
            "statement",
            "event",
            "horizon",
            "resolveBy",
            "probability",
            "quantiles",
            "unit",
            "model",
            "inputs",
            "author",
            "resolver");
    private static final Set<String> NEXT =
            Set.of("statement", "probability", "quantiles", "model", "inputs", "author", "resolver", "reason");
    private static final Set<String> RESOLUTION = Set.of("outcome", "void", "note", "resolver");

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Duration TO_RESOLVE = Duration.ofDays(7);
    private static final int LONGEST_INPUTS = 64_000;
    private static final String JUDGEMENT = "judgement";

    private final ForecastRequestFields fields;

    private ForecastRequestParser(@Nullable JsonNode body, Set<String> names) {
        this.fields = ForecastRequestFields.of(body, names);
    }

    /// A requested forecast, without the fields that the server adds.
    ///
    /// @param reason why it supersedes another; empty when it does not
    record NewForecast(
            String eventClass,
            String statement,
            String event,
            Instant horizon,
            Instant resolveBy,
            Prediction prediction,
            String model,
            CanonicalForecastInputs inputs,
            String author,
            String resolver,
            String reason) {}

    /// The requested resolution of a forecast.
    ///
    /// @param outcome null when the forecast is void
    record ForecastOutcome(@Nullable Double outcome, String resolver, String note) {}

    /// Parses a forecast.
    ///
    /// @param reserved classes of events for which only the server creates forecasts
    /// @param caller author when the body names none
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static NewForecast parse(@Nullable JsonNode body, Set<String> reserved, Instant now, Caller.Actor caller) {
        var forecastRequestParser = new ForecastRequestParser(body, NEW);
        Instant horizon = forecastRequestParser.horizon(now);
        String author = OnBehalfOfFieldReader.readPerson(
                forecastRequestParser.fields.json(), "author", caller, "creates forecasts");
        var newForecast = new NewForecast(
                forecastRequestParser.eventClass(reserved),
                forecastRequestParser.fields.requireText("statement", "state the forecast in one sentence"),
                forecastRequestParser.fields.requireText(
                        "event", "state how to determine the outcome, so precisely that two people agree"),
                horizon,
                forecastRequestParser.resolveBy(horizon),
                new PredictionParser(forecastRequestParser.fields).parse(null),
                forecastRequestParser.fields.name("model", JUDGEMENT),
                forecastRequestParser.inputs(),
                author,
                forecastRequestParser.resolver(author, ""),
                "");
        forecastRequestParser.fields.validate("The forecast was not created.");
        return newForecast;
    }

    /// Parses a forecast that supersedes another of the same event.
    ///
    /// @param caller author when the body names none
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static NewForecast parseSuperseding(Forecast before, @Nullable JsonNode body, Caller.Actor caller) {
        var forecastRequestParser = new ForecastRequestParser(body, NEXT);
        String author = OnBehalfOfFieldReader.readPerson(
                forecastRequestParser.fields.json(), "author", caller, "creates forecasts");
        var newForecast = new NewForecast(
                before.eventClass(),
                forecastRequestParser.fields.text("statement", before.statement()),
                before.event(),
                before.horizon(),
                before.resolveBy(),
                new PredictionParser(forecastRequestParser.fields).parse(before.prediction()),
                forecastRequestParser.fields.name("model", before.model()),
                forecastRequestParser.inputs(),
                author,
                forecastRequestParser.resolver(author, before.resolver()),
                forecastRequestParser.fields.requireText("reason", "state which new information changes the forecast"));
        forecastRequestParser.fields.validate("The forecast was not superseded.");
        return newForecast;
    }

    /// Parses the resolution of a forecast.
    ///
    /// @param caller resolver when the body names none
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static ForecastOutcome parseOutcome(Forecast forecast, @Nullable JsonNode body, Caller.Actor caller) {
        var forecastRequestParser = new ForecastRequestParser(body, RESOLUTION);
        var forecastOutcome = new ForecastOutcome(
                forecastRequestParser.readOutcome(forecast.prediction()),
                OnBehalfOfFieldReader.readPerson(
                        forecastRequestParser.fields.json(), "resolver", caller, "resolves forecasts"),
                forecastRequestParser.fields.requireText("note", "state the evidence for the outcome"));
        forecastRequestParser.fields.validate("The forecast was not resolved.");
        return forecastOutcome;
    }

    private @Nullable Double readOutcome(Prediction prediction) {
        boolean given = fields.has("outcome");
        if (given == fields.json().bool("void", false)) {
            fields.addError(
                    "outcome",
                    given ? "is not allowed when void is true" : "is missing",
                    "set the outcome, or set void to true if the event can no longer be decided");
        }
        if (!given) {
            return null;
        }
        double outcome = fields.json().number("outcome", 0);
        try {
            prediction.validateOutcome(outcome);
        } catch (IllegalArgumentException e) {
            fields.addError("outcome", e, "use 1 or 0, or the amount for quantiles; if none exists, set void to true");
        }
        return outcome;
    }

    private String eventClass(Set<String> reserved) {
        String name = fields.json().text("eventClass", "");
        if (!WORD.matcher(name).matches()) {
            fields.addError(
                    "eventClass",
                    name.isEmpty() ? "is missing" : "is not a valid class name: \"" + name + "\"",
                    "use 1 to 63 lowercase letters, digits and dashes, starting with a letter");
        }
        if (reserved.contains(name)) {
            fields.addError(
                    "eventClass",
                    "\"" + name + "\" is reserved for forecasts that the server creates",
                    "use another class; reserved classes: "
                            + String.join(", ", reserved.stream().sorted().toList()));
        }
        return name;
    }

    private Instant horizon(Instant now) {
        Instant horizon = fields.instant("horizon", now);
        if (!horizon.isAfter(now)) {
            fields.addError(
                    "horizon",
                    fields.has("horizon") ? "must be in the future, got " + horizon : "is missing",
                    "set the end of the period in which the event counts");
        }
        return horizon;
    }

    private Instant resolveBy(Instant horizon) {
        Instant read = fields.instant("resolveBy", horizon.plus(TO_RESOLVE));
        if (read.isBefore(horizon)) {
            fields.addError(
                    "resolveBy",
                    "must not be before the horizon, got " + read,
                    "use a later time, or omit it for seven days after the horizon");
        }
        return read;
    }

    private CanonicalForecastInputs inputs() {
        JsonNode given = fields.json().find("inputs");
        if (given != null && !given.isObject()) {
            fields.addError("inputs", "must be an object, got " + given, "use a JSON object with the input data");
        }
        var inputs =
                CanonicalForecastInputs.of(given == null ? JsonMapper.shared().createObjectNode() : given);
        int length = inputs.text().length();
        if (length > LONGEST_INPUTS) {
            fields.addError(
                    "inputs",
                    "must be at most " + LONGEST_INPUTS + " characters, got " + length,
                    "store the location of the data and its hash instead");
        }
        return inputs;
    }

    private String resolver(String author, String fallback) {
        String resolver = fields.has("resolver") ? fields.name("resolver", "") : fallback;
        if (resolver.isEmpty()) {
            fields.addError("resolver", "is missing", "set the user who resolves the forecast, not the author");
        } else if (Approval.isSamePerson(author, resolver)) {
            fields.addError("resolver", "must not be the author, got \"" + resolver + "\"", "set another user");
        }
        return resolver;
    }
}
