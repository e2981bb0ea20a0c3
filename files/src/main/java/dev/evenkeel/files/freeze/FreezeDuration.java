// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

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

/// How long a freeze lasts, as RFC 5545 counts: days are days of the calendar, whatever the clock does
/// in them; hours, minutes and seconds are exact.
///
/// @param days 0 or more
/// @param time 0 or more, below 366 days
public record FreezeDuration(int days, Duration time) {
    private static final int WEEK = 7;
    private static final int MOST_DAYS = 366;
    private static final Pattern FORM = Pattern.compile("P(?:(\\d{1,3})W)?(?:(\\d{1,4})D)?(T(?=\\d)[0-9HMS]{2,24})?");

    /// Reads a duration such as `P2DT14H`, `P1W` or `PT90M`.
    ///
    /// @return empty when the text is none, or one that is 0 or longer than 366 days
    public static Optional<FreezeDuration> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return time(form.group(3))
                .map(time -> new FreezeDuration(WEEK * number(form.group(1)) + number(form.group(2)), time))
                .filter(FreezeDuration::isPossible);
    }

    /// From one moment on the clock of a zone to another.
    static FreezeDuration between(LocalDateTime start, LocalDateTime end) {
        Duration all = Duration.between(start, end);
        return new FreezeDuration((int) all.toDays(), all.minusDays(all.toDays()));
    }

    boolean isPossible() {
        Duration all = time.plusDays(days);
        return all.isPositive() && all.compareTo(Duration.ofDays(MOST_DAYS)) <= 0;
    }

    Instant end(LocalDateTime start, ZoneId zone) {
        ZonedDateTime later = start.atZone(zone).plusDays(days);
        return later.toInstant().plus(time);
    }

    /// As it is written.
    @Override
    public String toString() {
        String rest = time.isZero() ? "" : time.toString().substring(1);
        return "P" + (days == 0 ? "" : days + "D") + rest;
    }

    private static Optional<Duration> time(@Nullable String text) {
        try {
            return Optional.of(text == null ? Duration.ZERO : Duration.parse("P" + text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
