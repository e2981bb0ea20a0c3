// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.files.freeze.ICalendarEventParser.Event;
import dev.evenkeel.files.freeze.ICalendarEventParser.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which events of an iCalendar file are cancelled, as wholes or single occurrences: `STATUS:CANCELLED` (RFC
/// 5545, section 3.8.1.11), or everything in a calendar with `METHOD:CANCEL` (RFC 5546, section 3.2.5).
final class CancelledCalendarEvents {
    static final String OCCURRENCE = "RECURRENCE-ID";

    private final Map<String, List<Event>> byUid = new HashMap<>();

    /// @param events all of the file
    CancelledCalendarEvents(List<Event> events) {
        events.stream()
                .filter(CancelledCalendarEvents::isCancelled)
                .forEach(event -> byUid.computeIfAbsent(event.text("UID"), uid -> new ArrayList<>())
                        .add(event));
    }

    static boolean isCancelled(Event event) {
        return event.method().equalsIgnoreCase("CANCEL")
                || event.text("STATUS").strip().equalsIgnoreCase("CANCELLED");
    }

    static boolean isOccurrence(Event event) {
        return event.find(OCCURRENCE) != null;
    }

    /// Whether the event as a whole is cancelled, by itself or by a later version of it in the file.
    boolean isCancelledAsAWhole(Event event) {
        return !isOccurrence(event)
                && (isCancelled(event)
                        || cancellations(event)
                                .anyMatch(other -> !isOccurrence(other) && sequence(other) >= sequence(event)));
    }

    /// The starts of the event's cancelled occurrences.
    List<Line> occurrences(Event event) {
        return cancellations(event)
                .filter(other -> isOccurrence(other) && !isOfMany(other))
                .flatMap(other -> other.all(OCCURRENCE).stream().limit(1))
                .toList();
    }

    /// Whether an occurrence stands for all that follow it, too.
    static boolean isOfMany(Event occurrence) {
        Line start = occurrence.find(OCCURRENCE);
        return start != null && start.parameters().containsKey("RANGE");
    }

    private Stream<Event> cancellations(Event event) {
        String uid = event.text("UID");
        return uid.isEmpty() ? Stream.empty() : byUid.getOrDefault(uid, List.of()).stream();
    }

    private static int sequence(Event event) {
        String text = event.text("SEQUENCE").strip();
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
