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
        String author =
                OnBehalfOfFieldReader.readPerson(forecastRequestParser.fields.json(), "author", caller, "forecasts");
        var newForecast = new NewForecast(
                forecastRequestParser.eventClass(reserved),
                forecastRequestParser.fields.requireText("statement", "say in a sentence what is forecast"),
                forecastRequestParser.fields.requireText(
                        "event", "say how one will see whether it happened, or what is measured"),
                horizon,
                forecastRequestParser.resolveBy(horizon),
                new PredictionParser(forecastRequestParser.fields).parse(null),
                forecastRequestParser.fields.name("model", JUDGEMENT),
                forecastRequestParser.inputs(),
                author,
                forecastRequestParser.resolver(author, ""),
                "");
        forecastRequestParser.fields.validate("Nothing was recorded.");
        return newForecast;
    }

    /// Parses a forecast that supersedes another of the same event.
    ///
    /// @param caller author when the body names none
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static NewForecast parseSuperseding(Forecast before, @Nullable JsonNode body, Caller.Actor caller) {
        var forecastRequestParser = new ForecastRequestParser(body, NEXT);
        String author =
                OnBehalfOfFieldReader.readPerson(forecastRequestParser.fields.json(), "author", caller, "forecasts");
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
                forecastRequestParser.fields.requireText("reason", "say what is known now that was not"));
        forecastRequestParser.fields.validate("Nothing was superseded.");
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
                OnBehalfOfFieldReader.readPerson(forecastRequestParser.fields.json(), "resolver", caller, "resolves"),
                forecastRequestParser.fields.requireText(
                        "note", "say on what grounds, for example where one can see it"));
        forecastRequestParser.fields.validate("Nothing was resolved.");
        return forecastOutcome;
    }

    private @Nullable Double readOutcome(Prediction prediction) {
        boolean given = fields.has("outcome");
        if (given == fields.json().bool("void", false)) {
            fields.addError(
                    "outcome",
                    given ? "must not be there when void is true" : "is missing",
                    "give what came of it, or void when the event can neither happen nor fail to");
        }
        if (!given) {
            return null;
        }
        double outcome = fields.json().number("outcome", 0);
        try {
            prediction.validateOutcome(outcome);
        } catch (IllegalArgumentException e) {
            fields.addError("outcome", e, "give 1 or 0, or the amount for quantiles; resolve as void what is neither");
        }
        return outcome;
    }

    private String eventClass(Set<String> reserved) {
        String name = fields.json().text("eventClass", "");
        if (!WORD.matcher(name).matches()) {
            fields.addError(
                    "eventClass",
                    name.isEmpty() ? "is missing" : "is no name of a class, got \"" + name + "\"",
                    "use 1 to 63 lower-case letters, digits and dashes, the first a letter");
        }
        if (reserved.contains(name)) {
            fields.addError(
                    "eventClass",
                    "\"" + name + "\" holds forecasts that the server makes itself",
                    "use a class of your own; the server's are "
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
                    "say until when the event counts, which nobody can know yet");
        }
        return horizon;
    }

    private Instant resolveBy(Instant horizon) {
        Instant read = fields.instant("resolveBy", horizon.plus(TO_RESOLVE));
        if (read.isBefore(horizon)) {
            fields.addError(
                    "resolveBy",
                    "must not be before the horizon, got " + read,
                    "say by when one will know; the usual is seven days after the horizon");
        }
        return read;
    }

    private CanonicalForecastInputs inputs() {
        JsonNode given = fields.json().find("inputs");
        if (given != null && !given.isObject()) {
            fields.addError("inputs", "must be an object, got " + given, "name what went into it, figure by figure");
        }
        var inputs =
                CanonicalForecastInputs.of(given == null ? JsonMapper.shared().createObjectNode() : given);
        int length = inputs.text().length();
        if (length > LONGEST_INPUTS) {
            fields.addError(
                    "inputs",
                    "must be at most " + LONGEST_INPUTS + " characters, got " + length,
                    "name where the data are, and their hash");
        }
        return inputs;
    }

    private String resolver(String author, String fallback) {
        String resolver = fields.has("resolver") ? fields.name("resolver", "") : fallback;
        if (resolver.isEmpty()) {
            fields.addError("resolver", "is missing", "name who is to say what came of it");
        } else if (Approval.isSamePerson(author, resolver)) {
            fields.addError("resolver", "must not be the author, got \"" + resolver + "\"", "name somebody else");
        }
        return resolver;
    }
}
