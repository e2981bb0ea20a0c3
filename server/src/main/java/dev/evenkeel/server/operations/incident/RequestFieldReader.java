// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A reader of the fields of a request body. An absent or invalid field reads as the fallback; [#validate]
/// throws if any field was invalid.
final class RequestFieldReader {
    private static final int LONGEST = 4_000;

    private final JsonObjectReader fields;

    private RequestFieldReader(JsonObjectReader fields) {
        this.fields = fields;
    }

    /// @param body null reads as an empty object
    /// @param names names of the accepted fields
    static RequestFieldReader parse(@Nullable JsonNode body, Set<String> names) {
        return new RequestFieldReader(
                new JsonObjectReader(body, "", new ValidationErrors()).rejectUnknownFields(names));
    }

    /// Returns the reader of an object field.
    RequestFieldReader object(String name, Set<String> names) {
        return new RequestFieldReader(fields.object(name).rejectUnknownFields(names));
    }

    /// Returns the reader of an object inside this one.
    ///
    /// @param pointer JSON pointer to the object
    RequestFieldReader nested(JsonNode node, String pointer, Set<String> names) {
        return new RequestFieldReader(new JsonObjectReader(node, pointer, fields.errors()).rejectUnknownFields(names));
    }

    /// Rejects the request if it has validation errors.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    void validate() {
        ValidationErrorMapper.throwIfAny(fields.errors(), "Nothing was changed.");
    }

    boolean has(String name) {
        return fields.find(name) != null;
    }

    @Nullable
    JsonNode node(String name) {
        return fields.find(name);
    }

    JsonObjectReader fields() {
        return fields;
    }

    void addError(String name, String message, String remedy) {
        fields.errors().add(fields.pointerTo(name), message, remedy);
    }

    /// Reads a required text.
    String requireText(String name, String remedy) {
        String text = text(name, "");
        if (text.isBlank()) {
            addError(name, has(name) ? "must not be blank" : "is missing", remedy);
        }
        return text.strip();
    }

    /// Reads a text of at most 4,000 characters.
    String text(String name, String fallback) {
        String text = fields.text(name, fallback);
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            addError(name, "must have at most " + LONGEST + " characters and no NUL", "shorten it");
        }
        return text;
    }

    Instant instant(String name, Instant fallback) {
        return parsed(name, fallback, Instant::parse, "a UTC timestamp such as \"2026-11-25T18:40:03Z\"");
    }

    LocalDate day(String name, LocalDate fallback) {
        return parsed(name, fallback, LocalDate::parse, "a date such as \"2026-12-01\"");
    }

    /// Reads a number above 0 without rounding.
    BigDecimal amount(String name) {
        JsonNode node = fields.find(name);
        BigDecimal amount = node == null ? null : JsonObjectReader.toDecimal(node);
        if (amount == null || amount.signum() <= 0) {
            addError(name, node == null ? "is missing" : "must be a number above 0, got " + node, "give a number");
            return BigDecimal.ONE;
        }
        return amount;
    }

    private <T> T parsed(String name, T fallback, Function<String, T> parser, String wanted) {
        String text = fields.text(name, "");
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            addError(name, "must be " + wanted + ", got \"" + text + "\"", "use " + wanted);
            return fallback;
        }
    }
}
