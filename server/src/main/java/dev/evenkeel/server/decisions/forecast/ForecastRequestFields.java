// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of a request about forecasts, and their validation errors.
///
/// @param json the fields
record ForecastRequestFields(JsonObjectReader json) {
    private static final int LONGEST = 2_000;
    private static final int LONGEST_NAME = 256;

    /// @param names allowed fields
    static ForecastRequestFields of(@Nullable JsonNode body, Set<String> names) {
        return new ForecastRequestFields(
                new JsonObjectReader(body, "", new ValidationErrors()).rejectUnknownFields(names));
    }

    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    void validate(String consequence) {
        ValidationErrorMapper.throwIfAny(json.errors(), consequence);
    }

    boolean has(String field) {
        return json.find(field) != null;
    }

    /// Reads the name of a user or of a version, not blank.
    String name(String field, String fallback) {
        String name = json.text(field, fallback).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            addError(field, "must be 1 to " + LONGEST_NAME + " characters, not blank", "shorten it, or omit it");
        }
        return name;
    }

    /// Reads a required text.
    String requireText(String field, String remedy) {
        String text = text(field, "");
        if (text.isEmpty()) {
            addError(field, has(field) ? "must not be blank" : "is missing", remedy);
        }
        return text;
    }

    String text(String field, String fallback) {
        String text = json.text(field, fallback).strip();
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            addError(field, "must be at most " + LONGEST + " characters, without NUL", "shorten it");
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
            addError(
                    field,
                    "must be a time with a UTC offset, got \"" + text + "\"",
                    "use a time such as 2027-03-01T00:00:00Z");
            return fallback;
        }
    }

    void addError(String field, String message, String remedy) {
        json.errors().add(json.pointerTo(field), message, remedy);
    }

    void addError(String field, IllegalArgumentException problem, String remedy) {
        addError(field, String.valueOf(problem.getMessage()), remedy);
    }
}
