// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.Span;
import dev.evenkeel.engine.slo.TimeWindow;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rules of an SLO's time window, and what it says.
///
/// @param warnings where warnings go
record WindowRules(Faults warnings) {
    private static final Set<Span.Unit> BY_CALENDAR = Set.of(Span.Unit.MONTH, Span.Unit.QUARTER, Span.Unit.YEAR);

    /// @return empty when something is wrong, which is noted then
    Optional<TimeWindow> check(JsonFields spec) {
        List<JsonFields> windows = Form.elements(spec, "timeWindow");
        if (windows.size() != 1) {
            Form.fault(
                    spec,
                    "timeWindow",
                    "needs exactly one window, got " + windows.size(),
                    "write a list of one window");
            return Optional.empty();
        }
        JsonFields window = windows.getFirst().only(Set.of("duration", "isRolling", "calendar"));
        Optional<Span> length = Form.span(window, "duration");
        boolean calendar = window.find("calendar") != null;
        if (window.truth("isRolling", !calendar) == calendar) {
            Form.fault(
                    window,
                    "isRolling",
                    calendar ? "must be false beside a calendar" : "is false, and there is no calendar",
                    "write either isRolling: true, or a calendar with startTime and timeZone");
            return Optional.empty();
        }
        return calendar ? calendar(window.object("calendar"), length) : length.map(span -> rolling(window, span));
    }

    private TimeWindow rolling(JsonFields window, Span length) {
        if (BY_CALENDAR.contains(length.unit())) {
            warnings.add(
                    window.at("duration"),
                    "a rolling window has no calendar; " + length + " is read as "
                            + length.length().toDays() + " days",
                    "write days");
        }
        return new TimeWindow.Rolling(length);
    }

    private static Optional<TimeWindow> calendar(JsonFields calendar, Optional<Span> length) {
        calendar.only(Set.of("startTime", "timeZone"));
        Optional<LocalDateTime> start = start(calendar);
        Optional<ZoneId> zone = zone(calendar);
        return length.flatMap(
                span -> start.flatMap(begin -> zone.map(place -> new TimeWindow.Calendar(span, begin, place))));
    }

    private static Optional<LocalDateTime> start(JsonFields calendar) {
        String remedy = "write it like 2026-01-01 00:00:00";
        String text = Form.text(calendar, "startTime", remedy);
        try {
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text.strip().replace(' ', 'T')));
        } catch (DateTimeException e) {
            Form.fault(calendar, "startTime", "is no local time: \"" + text + "\"", remedy);
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(JsonFields calendar) {
        String remedy = "write the name of an IANA zone, like Europe/Berlin or UTC";
        String text = Form.text(calendar, "timeZone", remedy);
        boolean known = ZoneId.getAvailableZoneIds().contains(text);
        if (!known && !text.isBlank()) {
            Form.fault(calendar, "timeZone", "there is no zone \"" + text + "\"", remedy);
        }
        return known ? Optional.of(ZoneId.of(text)) : Optional.empty();
    }
}
