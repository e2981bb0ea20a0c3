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

/// What fields of the register have in common: lines of a bounded length, and moments.
final class TechnologyFieldReader {
    private static final int LONGEST = 500;

    private TechnologyFieldReader() {}

    /// One line; null when there is none, or it is blank.
    static @Nullable String line(JsonObjectReader fields, String name) {
        String text = fields.text(name, "");
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            fields.faults()
                    .add(
                            fields.at(name),
                            "must be one line of at most " + LONGEST + " characters, got " + text.length(),
                            "shorten it");
            return null;
        }
        return text.isBlank() ? null : text.strip();
    }

    /// One line that has to be there.
    static String required(JsonObjectReader fields, String name, String what) {
        String text = line(fields, name);
        if (text == null) {
            fields.faults().add(fields.at(name), "is missing", "say " + what);
        }
        return Objects.requireNonNullElse(text, "-");
    }

    /// A day, which stands for its first instant in UTC, or a time with its offset; null when there is none.
    static @Nullable Instant moment(JsonObjectReader fields, String name) {
        String text = fields.text(name, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            fields.faults()
                    .add(
                            fields.at(name),
                            "must be a day or a time with its offset, got \"" + text + "\"",
                            "write it like 2026-11-25 or 2026-11-25T12:00:00Z");
            return null;
        }
    }
}
