// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.files.freeze.ICalendarEventParser.Event;
import dev.evenkeel.files.freeze.ICalendarEventParser.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The cancelled events of an iCalendar file, whole series or single occurrences: `STATUS:CANCELLED` (RFC 5545,
/// section 3.8.1.11), or everything in a calendar with `METHOD:CANCEL` (RFC 5546, section 3.2.5).
final class CancelledCalendarEvents {
    static final String OCCURRENCE = "RECURRENCE-ID";

    private final Map<String, List<Event>> byUid = new HashMap<>();

    /// @param events all events of the file
    CancelledCalendarEvents(List<Event> events) {
        events.stream()
                .filter(CancelledCalendarEvents::isCancelled)
                .forEach(event -> byUid.computeIfAbsent(event.propertyText("UID"), uid -> new ArrayList<>())
                        .add(event));
    }

    static boolean isCancelled(Event event) {
        return event.method().equalsIgnoreCase("CANCEL")
                || event.propertyText("STATUS").strip().equalsIgnoreCase("CANCELLED");
    }

    static boolean isOccurrence(Event event) {
        return event.findProperty(OCCURRENCE) != null;
    }

    /// Whether the whole event is cancelled, directly or by a later version of it in the file.
    boolean isFullyCancelled(Event event) {
        return !isOccurrence(event)
                && (isCancelled(event)
                        || findCancellations(event)
                                .anyMatch(other -> !isOccurrence(other) && sequenceOf(other) >= sequenceOf(event)));
    }

    /// Returns the starts of the event's cancelled occurrences.
    List<Line> listCancelledStarts(Event event) {
        return findCancellations(event)
                .filter(other -> isOccurrence(other) && !includesFollowing(other))
                .flatMap(other -> other.listProperties(OCCURRENCE).stream().limit(1))
                .toList();
    }

    /// Whether an occurrence also represents all that follow it.
    static boolean includesFollowing(Event occurrence) {
        Line start = occurrence.findProperty(OCCURRENCE);
        return start != null && start.parameters().containsKey("RANGE");
    }

    private Stream<Event> findCancellations(Event event) {
        String uid = event.propertyText("UID");
        return uid.isEmpty() ? Stream.empty() : byUid.getOrDefault(uid, List.of()).stream();
    }

    private static int sequenceOf(Event event) {
        String text = event.propertyText("SEQUENCE").strip();
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
