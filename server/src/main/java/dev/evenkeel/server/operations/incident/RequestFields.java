// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The body of a request that orders something, read field by field. A field that is absent or broken reads
/// as the fallback; [#check] refuses what is broken.
public final class RequestFields {
    private static final int LONGEST = 4_000;

    private final JsonObjectReader fields;

    private RequestFields(JsonObjectReader fields) {
        this.fields = fields;
    }

    /// @param body null reads as an empty object
    /// @param names of the fields that there are
    public static RequestFields read(@Nullable JsonNode body, Set<String> names) {
        return new RequestFields(new JsonObjectReader(body, "", new ValidationErrors()).only(names));
    }

    /// The order in a field.
    public RequestFields object(String name, Set<String> names) {
        return new RequestFields(fields.object(name).only(names));
    }

    /// An order somewhere in this one.
    ///
    /// @param pointer where
    RequestFields at(JsonNode node, String pointer, Set<String> names) {
        return new RequestFields(new JsonObjectReader(node, pointer, fields.faults()).only(names));
    }

    /// Refuses the request when anything in it is wrong.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all of it
    public void check() {
        RequestValidation.throwIfAny(fields.faults(), "Nothing was changed.");
    }

    public boolean has(String name) {
        return fields.find(name) != null;
    }

    public @Nullable JsonNode node(String name) {
        return fields.find(name);
    }

    public JsonObjectReader fields() {
        return fields;
    }

    public void fault(String name, String message, String remedy) {
        fields.faults().add(fields.at(name), message, remedy);
    }

    /// A text that has to be there.
    public String required(String name, String remedy) {
        String text = text(name, "");
        if (text.isBlank()) {
            fault(name, has(name) ? "must not be blank" : "is missing", remedy);
        }
        return text.strip();
    }

    /// A text of at most 4,000 characters.
    String text(String name, String fallback) {
        String text = fields.text(name, fallback);
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            fault(name, "must be at most " + LONGEST + " characters and none of them NUL", "shorten it");
        }
        return text;
    }

    Instant instant(String name, Instant fallback) {
        return parsed(name, fallback, Instant::parse, "an instant such as \"2026-11-25T18:40:03Z\"");
    }

    public LocalDate day(String name, LocalDate fallback) {
        return parsed(name, fallback, LocalDate::parse, "a day such as \"2026-12-01\"");
    }

    /// A number above zero, to the last digit.
    BigDecimal amount(String name) {
        JsonNode node = fields.find(name);
        BigDecimal amount = node == null ? null : JsonObjectReader.decimal(node);
        if (amount == null || amount.signum() <= 0) {
            fault(name, node == null ? "is missing" : "must be a number above 0, got " + node, "give the number");
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
            fault(name, "must be " + wanted + ", got \"" + text + "\"", "write " + wanted);
            return fallback;
        }
    }
}
