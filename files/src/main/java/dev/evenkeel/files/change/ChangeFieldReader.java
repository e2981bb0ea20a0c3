// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.files.json.JsonObjectReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A reader of the fields that all reports have: texts of a limited length, and times.
final class ChangeFieldReader {
    private static final int LONGEST = 500;
    /* The format of GitLab. */
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT);

    private ChangeFieldReader() {}

    /// Reads a required text.
    static String requireText(JsonObjectReader fields, String name, String what) {
        String text = optionalText(fields, name);
        if (text == null) {
            fields.errors().add(fields.pointerTo(name), "is missing", "set " + what);
        }
        return Objects.requireNonNullElse(text, "");
    }

    /// Reads a text; null when it is missing.
    static @Nullable String optionalText(JsonObjectReader fields, String name) {
        String text = fields.text(name, "");
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            "must be one line of at most " + LONGEST + " characters, got " + text.length(),
                            "shorten it");
            return null;
        }
        return text.isBlank() ? null : text;
    }

    /// Reads a required time; the epoch, with a validation error, when it is missing.
    static Instant requireTime(JsonObjectReader fields, String name) {
        Instant time = optionalTime(fields, name);
        if (time == null) {
            fields.errors().add(fields.pointerTo(name), "is missing", "set a time such as 2026-11-25T12:00:00Z");
        }
        return Objects.requireNonNullElse(time, Instant.EPOCH);
    }

    /// Reads a time; null when it is missing.
    static @Nullable Instant optionalTime(JsonObjectReader fields, String name) {
        String text = fields.text(name, "");
        if (text.isEmpty()) {
            return null;
        }
        Instant time = parseTime(text);
        if (time == null) {
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            "must be a time with an offset, got \"" + text + "\"",
                            "use a format such as 2026-11-25T12:00:00Z");
        }
        return time;
    }

    private static @Nullable Instant parseTime(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return parseSpacedTime(text);
        }
    }

    private static @Nullable Instant parseSpacedTime(String text) {
        try {
            return OffsetDateTime.parse(text, SPACED).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
