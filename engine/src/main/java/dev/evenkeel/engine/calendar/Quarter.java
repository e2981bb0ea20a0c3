// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A calendar quarter, in UTC.
///
/// @param year 1 to 9999
/// @param number 1 to 4
public record Quarter(int year, int number) {
    private static final Pattern FORM = Pattern.compile("(?!0000)(\\d{4})Q([1-4])");
    private static final int MONTHS = 3;

    /// Parses `2026Q4`; empty when the text is not valid.
    public static Optional<Quarter> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Quarter(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /// Returns the quarter that contains a moment.
    public static Quarter of(Instant moment) {
        return of(LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    private static Quarter of(LocalDate day) {
        return new Quarter(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
    }

    /// Returns the quarter a number of quarters earlier.
    ///
    /// @param quarters 0 or more
    public Quarter minus(int quarters) {
        return of(firstDay().minusMonths((long) MONTHS * quarters));
    }

    /// Returns the elapsed share at a moment: 0 before it, 1 after it.
    public double elapsedShare(Instant now) {
        double share = (double) Duration.between(start(), now).toMillis()
                / Duration.between(start(), end()).toMillis();
        return Math.clamp(share, 0, 1);
    }

    /// Returns the start, inclusive.
    public Instant start() {
        return firstDay().atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /// Returns the end, exclusive.
    public Instant end() {
        return firstDay().plusMonths(MONTHS).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    public LocalDate firstDay() {
        return LocalDate.of(year, (number - 1) * MONTHS + 1, 1);
    }

    /// Returns the notation of [#parse].
    @Override
    public String toString() {
        return "%04dQ%d".formatted(year, number);
    }
}
