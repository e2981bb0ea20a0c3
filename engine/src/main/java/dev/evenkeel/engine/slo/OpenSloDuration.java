// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A duration in OpenSLO's notation: `5m`, `1h`, `30d`, `1w`, `1M`, `1Q`, `1Y`.
///
/// @param amount 1 to 100,000
public record OpenSloDuration(int amount, Unit unit) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})([mhdwMQY])");

    /// A unit and its letter. Without a calendar, a month, quarter and year have 30, 91 and 365 days.
    public enum Unit {
        MINUTE("m", Duration.ofMinutes(1), 0),
        HOUR("h", Duration.ofHours(1), 0),
        DAY("d", Duration.ofDays(1), 0),
        WEEK("w", Duration.ofDays(7), 0),
        MONTH("M", Duration.ofDays(30), 1),
        QUARTER("Q", Duration.ofDays(91), 3),
        YEAR("Y", Duration.ofDays(365), 12);

        private final String letter;
        private final Duration length;
        private final int months;

        Unit(String letter, Duration length, int months) {
            this.letter = letter;
            this.length = length;
            this.months = months;
        }
    }

    /// Parses a duration; empty when the text is not valid.
    public static Optional<OpenSloDuration> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Arrays.stream(Unit.values())
                        .filter(unit -> unit.letter.equals(form.group(2)))
                        .map(unit -> new OpenSloDuration(Integer.parseInt(form.group(1)), unit))
                        .findFirst()
                : Optional.empty();
    }

    /// Returns the length without a calendar.
    public Duration toDuration() {
        return unit.length.multipliedBy(amount);
    }

    /// Adds it to a local time a number of times: months by the calendar, with the day capped at the last of
    /// the month.
    LocalDateTime addTo(LocalDateTime start, long times) {
        return unit.months > 0
                ? start.plusMonths(times * amount * unit.months)
                : start.plus(toDuration().multipliedBy(times));
    }

    /// Returns OpenSLO's notation.
    @Override
    public String toString() {
        return amount + unit.letter;
    }
}
