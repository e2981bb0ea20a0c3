// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A parser of times with a UTC offset, and of dates, which mean their start in UTC.
public final class DateOrTimeParser {
    /* The format of GitLab. */
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT);

    private DateOrTimeParser() {}

    /// Parses a time such as 2026-11-25T12:00:00+01:00 or 2026-11-25 12:00:00 +0100, or a date such as 2026-11-25.
    ///
    /// @throws DateTimeException when the text is neither
    public static Instant parse(String text) {
        if (text.indexOf(' ') >= 0) {
            return OffsetDateTime.parse(text, SPACED).toInstant();
        }
        return text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }
}
