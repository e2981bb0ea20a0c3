// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.OpenSloDuration;
import dev.evenkeel.engine.slo.TimeWindow;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rules of an SLO's time window, and what it says.
///
/// @param warnings where warnings go
record OpenSloTimeWindowParser(ValidationErrors warnings) {
    private static final Set<OpenSloDuration.Unit> BY_CALENDAR =
            Set.of(OpenSloDuration.Unit.MONTH, OpenSloDuration.Unit.QUARTER, OpenSloDuration.Unit.YEAR);

    /// @return empty when something is wrong, which is noted then
    Optional<TimeWindow> check(JsonObjectReader spec) {
        List<JsonObjectReader> windows = OpenSloFieldReader.elements(spec, "timeWindow");
        if (windows.size() != 1) {
            OpenSloFieldReader.fault(
                    spec,
                    "timeWindow",
                    "needs exactly one window, got " + windows.size(),
                    "write a list of one window");
            return Optional.empty();
        }
        JsonObjectReader window = windows.getFirst().only(Set.of("duration", "isRolling", "calendar"));
        Optional<OpenSloDuration> length = OpenSloFieldReader.span(window, "duration");
        boolean calendar = window.find("calendar") != null;
        if (window.truth("isRolling", !calendar) == calendar) {
            OpenSloFieldReader.fault(
                    window,
                    "isRolling",
                    calendar ? "must be false beside a calendar" : "is false, and there is no calendar",
                    "write either isRolling: true, or a calendar with startTime and timeZone");
            return Optional.empty();
        }
        return calendar ? calendar(window.object("calendar"), length) : length.map(span -> rolling(window, span));
    }

    private TimeWindow rolling(JsonObjectReader window, OpenSloDuration length) {
        if (BY_CALENDAR.contains(length.unit())) {
            warnings.add(
                    window.at("duration"),
                    "a rolling window has no calendar; " + length + " is read as "
                            + length.length().toDays() + " days",
                    "write days");
        }
        return new TimeWindow.Rolling(length);
    }

    private static Optional<TimeWindow> calendar(JsonObjectReader calendar, Optional<OpenSloDuration> length) {
        calendar.only(Set.of("startTime", "timeZone"));
        Optional<LocalDateTime> start = start(calendar);
        Optional<ZoneId> zone = zone(calendar);
        return length.flatMap(
                span -> start.flatMap(begin -> zone.map(place -> new TimeWindow.Calendar(span, begin, place))));
    }

    private static Optional<LocalDateTime> start(JsonObjectReader calendar) {
        String remedy = "write it like 2026-01-01 00:00:00";
        String text = OpenSloFieldReader.text(calendar, "startTime", remedy);
        try {
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text.strip().replace(' ', 'T')));
        } catch (DateTimeException e) {
            OpenSloFieldReader.fault(calendar, "startTime", "is no local time: \"" + text + "\"", remedy);
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(JsonObjectReader calendar) {
        String remedy = "write the name of an IANA zone, like Europe/Berlin or UTC";
        String text = OpenSloFieldReader.text(calendar, "timeZone", remedy);
        boolean known = ZoneId.getAvailableZoneIds().contains(text);
        if (!known && !text.isBlank()) {
            OpenSloFieldReader.fault(calendar, "timeZone", "there is no zone \"" + text + "\"", remedy);
        }
        return known ? Optional.of(ZoneId.of(text)) : Optional.empty();
    }
}
