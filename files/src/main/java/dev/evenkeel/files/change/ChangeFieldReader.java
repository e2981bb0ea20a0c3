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

/// What reports have in common: texts of a bounded length, and times.
final class ChangeFieldReader {
    private static final int LONGEST = 500;
    /* As GitLab writes times. */
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT);

    private ChangeFieldReader() {}

    /// A text that has to be there.
    static String required(JsonObjectReader fields, String name, String what) {
        String text = text(fields, name);
        if (text == null) {
            fields.faults().add(fields.at(name), "is missing", "give " + what);
        }
        return Objects.requireNonNullElse(text, "");
    }

    /// A text; null when there is none.
    static @Nullable String text(JsonObjectReader fields, String name) {
        String text = fields.text(name, "");
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            fields.faults()
                    .add(
                            fields.at(name),
                            "must be one line of at most " + LONGEST + " characters, got " + text.length(),
                            "shorten it");
            return null;
        }
        return text.isBlank() ? null : text;
    }

    /// A time that has to be there; the epoch when it is not, and a fault is noted.
    static Instant requiredTime(JsonObjectReader fields, String name) {
        Instant time = time(fields, name);
        if (time == null) {
            fields.faults().add(fields.at(name), "is missing", "give a time such as 2026-11-25T12:00:00Z");
        }
        return Objects.requireNonNullElse(time, Instant.EPOCH);
    }

    /// A time; null when there is none.
    static @Nullable Instant time(JsonObjectReader fields, String name) {
        String text = fields.text(name, "");
        if (text.isEmpty()) {
            return null;
        }
        Instant time = parsed(text);
        if (time == null) {
            fields.faults()
                    .add(
                            fields.at(name),
                            "must be a time with its offset, got \"" + text + "\"",
                            "write it like 2026-11-25T12:00:00Z");
        }
        return time;
    }

    private static @Nullable Instant parsed(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return spaced(text);
        }
    }

    private static @Nullable Instant spaced(String text) {
        try {
            return OffsetDateTime.parse(text, SPACED).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
