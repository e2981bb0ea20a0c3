// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.FreezeWindow.Kind;
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

/// Freeze windows from the events of an iCalendar file.
///
/// Summary, description, start, end or duration, rule and exceptions are taken over; kind and scope from the X-
/// properties that [FreezeCalendarExporter] writes. What cannot be taken over is said, and nothing is taken
/// over by halves. A cancelled event makes no window, and a cancelled occurrence is an exception of its window.
///
/// @param rules the windows, by names that are unique among them
/// @param notes events that were left out or are cancelled, and why
/// @param complete whether no event was left out that is not cancelled
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

    /// Reads a file.
    ///
    /// @param zone whose clock times are meant that name none, and whole days
    /// @param kind of windows that do not say theirs
    /// @throws IllegalArgumentException when the text is no iCalendar
    public static FreezeCalendarImport read(String text, ZoneId zone, Kind kind) {
        List<FreezeWindowDefinition> rules = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Event> events = ICalendarEventParser.read(text);
        var cancelled = new CancelledCalendarEvents(events);
        boolean complete = true;
        for (Event event : events) {
            try {
                if (cancelled.isCancelledAsAWhole(event)) {
                    notes.add("\"" + name(event) + "\" was not imported: it is cancelled");
                } else if (isCancelledOccurrence(event)) {
                    notes.add("\"" + name(event) + "\" has a cancelled occurrence: "
                            + moment(Objects.requireNonNull(event.find(CancelledCalendarEvents.OCCURRENCE)), zone)
                                    .at());
                } else {
                    rules.add(rule(event, unique(name(event), names), new ImportContext(cancelled, zone, kind)));
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                complete = false;
                notes.add("\"" + name(event) + "\" was left out: " + e.getMessage());
            }
        }
        return new FreezeCalendarImport(rules, notes, complete);
    }

    private static boolean isCancelledOccurrence(Event event) {
        return CancelledCalendarEvents.isOccurrence(event)
                && CancelledCalendarEvents.isCancelled(event)
                && !CancelledCalendarEvents.isOfMany(event);
    }

    /// What an event does not say by itself.
    private record ImportContext(CancelledCalendarEvents cancelled, ZoneId zone, Kind kind) {}

    /// A moment as written.
    ///
    /// @param zone of the clock it is on
    /// @param day whether it is a whole day
    private record CalendarTime(LocalDateTime at, ZoneId zone, boolean day) {}

    private static FreezeWindowDefinition rule(Event event, String name, ImportContext source) {
        NOT_TAKEN_OVER.stream()
                .filter(property -> event.find(property) != null)
                .findFirst()
                .ifPresent(property -> {
                    throw new IllegalArgumentException("it has " + property + ", which is not taken over");
                });
        Line line = event.find("DTSTART");
        if (line == null) {
            throw new IllegalArgumentException("it has no DTSTART");
        }
        CalendarTime start = moment(line, source.zone());
        String kind = event.text(KIND);
        return new FreezeWindowDefinition(
                name,
                kind.isEmpty() ? source.kind() : kind(kind),
                event.text("DESCRIPTION"),
                start.at(),
                start.zone(),
                length(event, start),
                rrule(event, start.zone()),
                except(event, source.cancelled(), start),
                new FreezeScope(
                        names(event, ENVIRONMENTS),
                        names(event, SERVICES),
                        names(event, TIERS),
                        names(event, CLASSES)));
    }

    private static Kind kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "its " + KIND + " must be one of " + Arrays.toString(Kind.values()) + ", got " + name));
    }

    private static FreezeDuration length(Event event, CalendarTime start) {
        Line end = event.find("DTEND");
        String duration = event.text("DURATION");
        FreezeDuration length = end != null
                ? FreezeDuration.between(start.at(), on(moment(end, start.zone()), start.zone()))
                : FreezeDuration.parse(duration.isEmpty() && start.day() ? "P1D" : duration)
                        .orElseThrow(() -> new IllegalArgumentException("it has neither DTEND nor a DURATION"));
        if (!length.isPossible()) {
            throw new IllegalArgumentException("it must last longer than 0 and at most 366 days");
        }
        return length;
    }

    private static @Nullable String rrule(Event event, ZoneId zone) {
        List<Line> rules = event.all("RRULE");
        if (rules.isEmpty()) {
            return null;
        }
        if (rules.size() > 1) {
            throw new IllegalArgumentException("it has several RRULEs");
        }
        String rule = rules.getFirst().value().toUpperCase(Locale.ROOT);
        Optional<String> problem = FreezeOccurrences.problem(rule, zone);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("its rule " + problem.get());
        }
        return rule;
    }

    private static List<LocalDateTime> except(Event event, CancelledCalendarEvents cancelled, CalendarTime start) {
        return Stream.concat(event.all("EXDATE").stream(), cancelled.occurrences(event).stream())
                .flatMap(line -> Arrays.stream(line.value().split(","))
                        .map(value -> moment(new Line(value, line.parameters()), start.zone())))
                .map(moment -> moment.day() && !start.day()
                        ? moment.at().toLocalDate().atTime(start.at().toLocalTime())
                        : on(moment, start.zone()))
                .distinct()
                .toList();
    }

    private static LocalDateTime on(CalendarTime moment, ZoneId zone) {
        return moment.at().atZone(moment.zone()).withZoneSameInstant(zone).toLocalDateTime();
    }

    private static CalendarTime moment(Line line, ZoneId fallback) {
        String value = line.value().strip();
        try {
            return moment(line, value, fallback);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + value + "\" is no date and no time of RFC 5545", e);
        }
    }

    private static CalendarTime moment(Line line, String value, ZoneId fallback) {
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
                        .orElseThrow(() -> new IllegalArgumentException("there is no time zone \"" + name + "\""));
        return new CalendarTime(LocalDateTime.parse(value, TIME), zone, false);
    }

    private static Set<String> names(Event event, String property) {
        return Arrays.stream(event.text(property).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String name(Event event) {
        String summary = event.text("SUMMARY").replaceAll("\\p{Cntrl}", " ").strip();
        String name = summary.isEmpty()
                ? event.text("UID").replaceAll("\\p{Cntrl}", " ").strip()
                : summary;
        return name.isEmpty() ? "freeze" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /* Names are what people call windows by. */
    private static String unique(String name, Set<String> names) {
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + " " + i;
        }
        return unique;
    }
}
