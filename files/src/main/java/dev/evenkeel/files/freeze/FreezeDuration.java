// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The length of a freeze in the arithmetic of RFC 5545: days are calendar days, regardless of clock changes;
/// hours, minutes and seconds are exact.
///
/// @param days 0 or more
/// @param parseTime 0 or more, below 366 days
@JsonClassDescription("a duration above 0 and at most 366 days, such as \"P2DT14H\" or \"PT90M\"")
public record FreezeDuration(int days, Duration parseTime) {
    private static final int WEEK = 7;
    private static final int MOST_DAYS = 366;
    private static final Pattern FORM = Pattern.compile("P(?:(\\d{1,3})W)?(?:(\\d{1,4})D)?(T(?=\\d)[0-9HMS]{2,24})?");

    /// Parses a duration such as `P2DT14H`, `P1W` or `PT90M`.
    ///
    /// @return empty when the text is not a duration, or one of 0 or more than 366 days
    public static Optional<FreezeDuration> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return parseTime(form.group(3))
                .map(time -> new FreezeDuration(WEEK * parseNumber(form.group(1)) + parseNumber(form.group(2)), time))
                .filter(FreezeDuration::isValid);
    }

    @JsonCreator
    static @Nullable FreezeDuration ofJson(String text) {
        return parse(text).orElse(null);
    }

    /// Returns the duration between two times on the clock of a zone.
    static FreezeDuration between(LocalDateTime start, LocalDateTime end) {
        Duration all = Duration.between(start, end);
        return new FreezeDuration((int) all.toDays(), all.minusDays(all.toDays()));
    }

    boolean isValid() {
        Duration all = parseTime.plusDays(days);
        return all.isPositive() && all.compareTo(Duration.ofDays(MOST_DAYS)) <= 0;
    }

    Instant endOf(LocalDateTime start, ZoneId zone) {
        ZonedDateTime later = start.atZone(zone).plusDays(days);
        return later.toInstant().plus(parseTime);
    }

    /// Returns the text in RFC 5545 format.
    @Override
    @JsonValue
    public String toString() {
        String rest = parseTime.isZero() ? "" : parseTime.toString().substring(1);
        return "P" + (days == 0 ? "" : days + "D") + rest;
    }

    private static Optional<Duration> parseTime(@Nullable String text) {
        try {
            return Optional.of(text == null ? Duration.ZERO : Duration.parse("P" + text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int parseNumber(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
