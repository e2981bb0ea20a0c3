// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.technology;

import dev.evenkeel.files.json.JsonObjectReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A reader of the fields of the register: lines of a limited length, and times.
final class TechnologyFieldReader {
    private static final int LONGEST = 500;

    private TechnologyFieldReader() {}

    /// Reads one line; null when it is missing or blank.
    static @Nullable String optionalLine(JsonObjectReader fields, String name) {
        String text = fields.text(name, "");
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            "must be one line of at most " + LONGEST + " characters, got " + text.length(),
                            "shorten it");
            return null;
        }
        return text.isBlank() ? null : text.strip();
    }

    /// Reads a required line.
    static String requireLine(JsonObjectReader fields, String name, String what) {
        String text = optionalLine(fields, name);
        if (text == null) {
            fields.errors().add(fields.pointerTo(name), "is missing", "set " + what);
        }
        return Objects.requireNonNullElse(text, "-");
    }

    /// Reads a date, which means its first instant in UTC, or a time with its offset; null when it is missing.
    static @Nullable Instant optionalInstant(JsonObjectReader fields, String name) {
        String text = fields.text(name, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            "must be a date or a time with an offset, got \"" + text + "\"",
                            "use a format such as 2026-11-25 or 2026-11-25T12:00:00Z");
            return null;
        }
    }
}
