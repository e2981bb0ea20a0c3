// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.FreezeWindow.AllowDenyKind;
import dev.evenkeel.files.freeze.ICalendarEventParser.Event;
import dev.evenkeel.files.freeze.ICalendarEventParser.Line;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The freeze windows in the events of an iCalendar file.
///
/// Imports summary, description, start, end or duration, rule and exceptions; kind and scope from the
/// X-properties that [FreezeCalendarExporter] writes. An event that cannot be imported completely is skipped
/// with a note. A cancelled event creates no window, and a cancelled occurrence is an exception of its window.
///
/// @param rules windows with unique names
/// @param notes skipped or cancelled events, with the reason
/// @param complete whether every event that is not cancelled was imported
public record FreezeCalendarImport(List<FreezeWindowDefinition> rules, List<String> notes, boolean complete) {
    static final String KIND = "X-EVENKEEL-KIND";
    static final String ENVIRONMENTS = "X-EVENKEEL-ENVIRONMENTS";
    static final String SERVICES = "X-EVENKEEL-SERVICES";
    static final String TIERS = "X-EVENKEEL-TIERS";
    static final String CLASSES = "X-EVENKEEL-CLASSES";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final int DATE_LENGTH = 8;
    private static final int LONGEST_NAME = 128;
    private static final List<String> NOT_TAKEN_OVER = List.of(CancelledCalendarEvents.OCCURRENCE, "RDATE", "EXRULE");

    public FreezeCalendarImport {
        rules = List.copyOf(rules);
        notes = List.copyOf(notes);
    }

    /// Parses a file.
    ///
    /// @param zone time zone of whole days and of times without one
    /// @param kind kind of windows without one
    /// @throws IllegalArgumentException when the text is not iCalendar
    public static FreezeCalendarImport parse(String text, ZoneId zone, AllowDenyKind kind) {
        List<FreezeWindowDefinition> rules = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Event> events = ICalendarEventParser.parse(text);
        var cancelled = new CancelledCalendarEvents(events);
        boolean complete = true;
        for (Event event : events) {
            try {
                if (cancelled.isFullyCancelled(event)) {
                    notes.add("\"" + parseName(event) + "\" was skipped: it is cancelled");
                } else if (isCancelledOccurrence(event)) {
                    notes.add("\"" + parseName(event) + "\" has a cancelled occurrence: "
                            + parseTime(
                                            Objects.requireNonNull(
                                                    event.findProperty(CancelledCalendarEvents.OCCURRENCE)),
                                            zone)
                                    .at());
                } else {
                    rules.add(toDefinition(
                            event, uniqueName(parseName(event), names), new ImportContext(cancelled, zone, kind)));
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                complete = false;
                notes.add("\"" + parseName(event) + "\" was skipped: " + e.getMessage());
            }
        }
        return new FreezeCalendarImport(rules, notes, complete);
    }

    private static boolean isCancelledOccurrence(Event event) {
        return CancelledCalendarEvents.isOccurrence(event)
                && CancelledCalendarEvents.isCancelled(event)
                && !CancelledCalendarEvents.includesFollowing(event);
    }

    /// The values that an event may lack.
    private record ImportContext(CancelledCalendarEvents cancelled, ZoneId zone, AllowDenyKind kind) {}

    /// A date or time as written.
    ///
    /// @param zone zone of the clock
    /// @param day whether it is a whole day
    private record CalendarTime(LocalDateTime at, ZoneId zone, boolean day) {}

    private static FreezeWindowDefinition toDefinition(Event event, String name, ImportContext source) {
        NOT_TAKEN_OVER.stream()
                .filter(property -> event.findProperty(property) != null)
                .findFirst()
                .ifPresent(property -> {
                    throw new IllegalArgumentException(property + " is not supported");
                });
        Line line = event.findProperty("DTSTART");
        if (line == null) {
            throw new IllegalArgumentException("DTSTART is missing");
        }
        CalendarTime start = parseTime(line, source.zone());
        String kind = event.propertyText(KIND);
        return new FreezeWindowDefinition(
                name,
                kind.isEmpty() ? source.kind() : parseKind(kind),
                event.propertyText("DESCRIPTION"),
                start.at(),
                start.zone(),
                parseDuration(event, start),
                parseRecurrence(event, start.zone()),
                parseExceptions(event, source.cancelled(), start),
                new FreezeScope(
                        parseNames(event, ENVIRONMENTS),
                        parseNames(event, SERVICES),
                        parseNames(event, TIERS),
                        parseNames(event, CLASSES)));
    }

    private static AllowDenyKind parseKind(String name) {
        return Arrays.stream(AllowDenyKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        KIND + " must be one of " + Arrays.toString(AllowDenyKind.values()) + ", got " + name));
    }

    private static FreezeDuration parseDuration(Event event, CalendarTime start) {
        Line end = event.findProperty("DTEND");
        String duration = event.propertyText("DURATION");
        FreezeDuration length = end != null
                ? FreezeDuration.between(start.at(), toZone(parseTime(end, start.zone()), start.zone()))
                : FreezeDuration.parse(duration.isEmpty() && start.day() ? "P1D" : duration)
                        .orElseThrow(() -> new IllegalArgumentException("DTEND or DURATION is missing"));
        if (!length.isValid()) {
            throw new IllegalArgumentException("the duration must be above 0 and at most 366 days");
        }
        return length;
    }

    private static @Nullable String parseRecurrence(Event event, ZoneId zone) {
        List<Line> rules = event.listProperties("RRULE");
        if (rules.isEmpty()) {
            return null;
        }
        if (rules.size() > 1) {
            throw new IllegalArgumentException("several RRULEs are not supported");
        }
        String rule = rules.getFirst().value().toUpperCase(Locale.ROOT);
        Optional<String> problem = FreezeOccurrences.findProblem(rule, zone);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("the rule " + problem.get());
        }
        return rule;
    }

    private static List<LocalDateTime> parseExceptions(
            Event event, CancelledCalendarEvents cancelled, CalendarTime start) {
        return Stream.concat(event.listProperties("EXDATE").stream(), cancelled.listCancelledStarts(event).stream())
                .flatMap(line -> Arrays.stream(line.value().split(","))
                        .map(value -> parseTime(new Line(value, line.parameters()), start.zone())))
                .map(moment -> moment.day() && !start.day()
                        ? moment.at().toLocalDate().atTime(start.at().toLocalTime())
                        : toZone(moment, start.zone()))
                .distinct()
                .toList();
    }

    private static LocalDateTime toZone(CalendarTime moment, ZoneId zone) {
        return moment.at().atZone(moment.zone()).withZoneSameInstant(zone).toLocalDateTime();
    }

    private static CalendarTime parseTime(Line line, ZoneId fallback) {
        String value = line.value().strip();
        try {
            return parseTime(line, value, fallback);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + value + "\" is not a date or time of RFC 5545", e);
        }
    }

    private static CalendarTime parseTime(Line line, String value, ZoneId fallback) {
        if (value.length() == DATE_LENGTH) {
            return new CalendarTime(LocalDate.parse(value, DATE).atStartOfDay(), fallback, true);
        }
        if (value.endsWith("Z")) {
            return new CalendarTime(
                    LocalDateTime.parse(value.substring(0, value.length() - 1), TIME), ZoneId.of("UTC"), false);
        }
        String name = line.parameters().get("TZID");
        ZoneId zone = name == null
                ? fallback
                : TimeZoneLookup.findNamed(name)
                        .orElseThrow(() -> new IllegalArgumentException("unknown time zone \"" + name + "\""));
        return new CalendarTime(LocalDateTime.parse(value, TIME), zone, false);
    }

    private static Set<String> parseNames(Event event, String property) {
        return Arrays.stream(event.propertyText(property).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String parseName(Event event) {
        String summary =
                event.propertyText("SUMMARY").replaceAll("\\p{Cntrl}", " ").strip();
        String name = summary.isEmpty()
                ? event.propertyText("UID").replaceAll("\\p{Cntrl}", " ").strip()
                : summary;
        return name.isEmpty() ? "freeze" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /* Windows are identified by their names. */
    private static String uniqueName(String name, Set<String> names) {
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + " " + i;
        }
        return unique;
    }
}
