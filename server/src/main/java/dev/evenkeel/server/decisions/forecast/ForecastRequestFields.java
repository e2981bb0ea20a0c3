// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of a request about forecasts, with what is wrong with them.
///
/// @param json the fields
record ForecastRequestFields(JsonObjectReader json) {
    private static final int LONGEST = 2_000;
    private static final int LONGEST_NAME = 256;

    /// @param names of the fields that there are
    static ForecastRequestFields of(@Nullable JsonNode body, Set<String> names) {
        return new ForecastRequestFields(new JsonObjectReader(body, "", new ValidationErrors()).only(names));
    }

    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    void check(String consequence) {
        RequestValidation.throwIfAny(json.faults(), consequence);
    }

    boolean has(String field) {
        return json.find(field) != null;
    }

    /// A name of a person or of a version, not blank.
    String name(String field, String fallback) {
        String name = json.text(field, fallback).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            fault(field, "must be 1 to " + LONGEST_NAME + " characters, not blank", "shorten it, or leave it out");
        }
        return name;
    }

    /// A text that must be there.
    String required(String field, String remedy) {
        String text = text(field, "");
        if (text.isEmpty()) {
            fault(field, has(field) ? "must not be blank" : "is missing", remedy);
        }
        return text;
    }

    String text(String field, String fallback) {
        String text = json.text(field, fallback).strip();
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            fault(field, "must be at most " + LONGEST + " characters and none of them NUL", "shorten it");
        }
        return text;
    }

    Instant instant(String field, Instant fallback) {
        String text = json.text(field, "");
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            fault(
                    field,
                    "must be a time with a zone such as \"2027-03-01T00:00:00Z\", got \"" + text + "\"",
                    "write it so");
            return fallback;
        }
    }

    void fault(String field, String message, String remedy) {
        json.faults().add(json.at(field), message, remedy);
    }

    void fault(String field, IllegalArgumentException problem, String remedy) {
        fault(field, String.valueOf(problem.getMessage()), remedy);
    }
}
