// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;
import org.jspecify.annotations.Nullable;

/// A parser of the events in an iCalendar file, with their properties as written.
final class ICalendarEventParser implements ContentHandler {
    private static final String EVENT = "VEVENT";
    private static final int MOST_NESTED = 20;

    private final List<Event> events = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private Map<String, List<Line>> lines = new HashMap<>();
    private Map<String, String> parameters = new HashMap<>();
    private String property = "";
    private String method = "";
    private int first;

    private ICalendarEventParser() {}

    /// One property of an event.
    ///
    /// @param value raw value, with escapes
    record Line(String value, Map<String, String> parameters) {}

    /// One event, with its properties by upper-case name.
    ///
    /// @param method method of its calendar, which is the purpose of the file; empty without one
    record Event(Map<String, List<Line>> lines, String method) {
        /// Returns the first property with a name; null without one.
        @Nullable
        Line findProperty(String name) {
            List<Line> found = listProperties(name);
            return found.isEmpty() ? null : found.getFirst();
        }

        List<Line> listProperties(String name) {
            return lines.getOrDefault(name, List.of());
        }

        /// Returns the unescaped text of a property; empty without one.
        String propertyText(String name) {
            Line line = findProperty(name);
            return line == null
                    ? ""
                    : line.value().replaceAll("(?<!\\\\)\\\\[nN]", "\n").replaceAll("\\\\([,;\\\\])", "$1");
        }
    }

    /// @throws IllegalArgumentException when the text is not iCalendar
    static List<Event> parse(String text) {
        var events = new ICalendarEventParser();
        try {
            new CalendarParserImpl().parse(new UnfoldingReader(new StringReader(text), true), events);
        } catch (IOException | ParserException e) {
            throw new IllegalArgumentException("not an iCalendar file: " + e.getMessage(), e);
        }
        return events.events;
    }

    @Override
    public void startCalendar() {
        method = "";
        first = events.size();
    }

    /// The method applies to all events of the calendar, wherever it is in the file.
    @Override
    public void endCalendar() {
        events.subList(first, events.size()).replaceAll(event -> new Event(event.lines(), method));
    }

    @Override
    public void startComponent(String name) {
        if (open.size() == MOST_NESTED) {
            throw new IllegalArgumentException("components are nested more than " + MOST_NESTED + " levels deep");
        }
        open.add(name.toUpperCase(Locale.ROOT));
        if (isInEvent()) {
            lines = new HashMap<>();
        }
    }

    @Override
    public void endComponent(String name) {
        if (isInEvent()) {
            events.add(new Event(lines, ""));
        }
        if (!open.isEmpty()) {
            open.removeLast();
        }
    }

    @Override
    public void startProperty(String name) {
        parameters = new HashMap<>();
        property = name.toUpperCase(Locale.ROOT);
    }

    @Override
    public void propertyValue(String value) {
        if (isInEvent()) {
            lines.computeIfAbsent(property, ignored -> new ArrayList<>()).add(new Line(value, parameters));
        } else if (open.isEmpty() && property.equals("METHOD")) {
            method = value.strip();
        }
    }

    @Override
    public void endProperty(String name) {}

    @Override
    public void parameter(String name, String value) {
        parameters.put(name.toUpperCase(Locale.ROOT), value);
    }

    private boolean isInEvent() {
        return !open.isEmpty() && open.getLast().equals(EVENT);
    }
}
