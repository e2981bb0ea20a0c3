// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.engine.gate.FreezeWindow.Span;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.transform.recurrence.Frequency;
import org.jspecify.annotations.Nullable;

/// The occurrences of a freeze window. Computed on the wall clock of its zone and then converted to instants,
/// as RFC 5545 requires.
final class FreezeOccurrences {
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final Pattern UNTIL = Pattern.compile("UNTIL=(\\d{8})(T\\d{6})?(Z)?");
    private static final Pattern PARTS = Pattern.compile("[A-Z]+=[-+A-Z0-9,]+(?:;[A-Z]+=[-+A-Z0-9,]+)*");
    private static final Pattern INTERVAL = Pattern.compile("INTERVAL=0*(?:;|$)");
    private static final int MARGIN_DAYS = 2;

    private FreezeOccurrences() {}

    static List<Span> listOccurrences(FreezeWindowDefinition rule, Instant from, Instant to) {
        return listStarts(rule, from, to).stream()
                .filter(start -> !rule.except().contains(start))
                .map(start -> new Span(
                        start.atZone(rule.zone()).toInstant(), rule.duration().endOf(start, rule.zone())))
                .filter(span -> span.end().isAfter(from) && span.start().isBefore(to))
                .toList();
    }

    /// Returns what is wrong with an RRULE; empty when it is supported.
    static Optional<String> findProblem(String rrule, ZoneId zone) {
        if (!PARTS.matcher(rrule).matches()) {
            return Optional.of("is not an RRULE of RFC 5545: \"" + rrule + "\"");
        }
        if (rrule.contains("COUNT=") && rrule.contains("UNTIL=")) {
            return Optional.of("has both COUNT and UNTIL: \"" + rrule + "\"");
        }
        if (INTERVAL.matcher(rrule).find()) {
            return Optional.of("has an INTERVAL of 0: \"" + rrule + "\"");
        }
        try {
            Frequency frequency = toRecur(rrule, zone).getFrequency();
            return frequency == Frequency.SECONDLY || frequency == Frequency.MINUTELY
                    ? Optional.of("recurs more than once an hour: \"" + rrule + "\"")
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            return Optional.of("is not an RRULE of RFC 5545: \"" + rrule + "\" (" + e.getMessage() + ")");
        }
    }

    private static List<LocalDateTime> listStarts(FreezeWindowDefinition rule, Instant from, Instant to) {
        String rrule = rule.rrule();
        if (rrule == null) {
            return List.of(rule.start());
        }
        LocalDateTime first = toLocal(from, rule.zone())
                .minusDays(rule.duration().days() + MARGIN_DAYS)
                .minus(rule.duration().parseTime());
        LocalDateTime last = toLocal(to, rule.zone()).plusDays(MARGIN_DAYS);
        return toRecur(rrule, rule.zone()).getDates(rule.start(), first, last);
    }

    private static Recur<LocalDateTime> toRecur(String rrule, ZoneId zone) {
        return new Recur<>(UNTIL.matcher(rrule).replaceFirst(until -> "UNTIL=" + until(until, zone)));
    }

    /* The end of the rule is also on the wall clock: a day ends with its last second. */
    private static String until(MatchResult until, ZoneId zone) {
        @Nullable String time = until.group(2);
        if (time == null) {
            return until.group(1) + "T235959";
        }
        String local = until.group(1) + time;
        return until.group(3) == null
                ? local
                : BASIC.format(toLocal(LocalDateTime.parse(local, BASIC).toInstant(ZoneOffset.UTC), zone));
    }

    private static LocalDateTime toLocal(Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone);
    }
}
