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

/// A validator and parser of an SLO's time window.
///
/// @param warnings receives warnings
record OpenSloTimeWindowParser(ValidationErrors warnings) {
    private static final Set<OpenSloDuration.Unit> BY_CALENDAR =
            Set.of(OpenSloDuration.Unit.MONTH, OpenSloDuration.Unit.QUARTER, OpenSloDuration.Unit.YEAR);

    /// @return empty when the window is invalid; the error is then added
    Optional<TimeWindow> parse(JsonObjectReader spec) {
        List<JsonObjectReader> windows = spec.objects("timeWindow");
        if (windows.size() != 1) {
            spec.addError(
                    "timeWindow", "must have exactly one window, got " + windows.size(), "use a list with one window");
            return Optional.empty();
        }
        JsonObjectReader window = windows.getFirst().rejectUnknownFields(Set.of("duration", "isRolling", "calendar"));
        Optional<OpenSloDuration> length = OpenSloFieldReader.requireDuration(window, "duration");
        boolean calendar = window.find("calendar") != null;
        if (window.bool("isRolling", !calendar) == calendar) {
            window.addError(
                    "isRolling",
                    calendar ? "must be false if there is a calendar" : "is false, but there is no calendar",
                    "use either isRolling: true, or a calendar with startTime and timeZone");
            return Optional.empty();
        }
        return calendar
                ? parseCalendar(window.object("calendar"), length)
                : length.map(span -> parseRolling(window, span));
    }

    private TimeWindow parseRolling(JsonObjectReader window, OpenSloDuration length) {
        if (BY_CALENDAR.contains(length.unit())) {
            warnings.add(
                    window.pointerTo("duration"),
                    "a rolling window has no calendar; " + length + " is treated as "
                            + length.toDuration().toDays() + " days",
                    "use days");
        }
        return new TimeWindow.Rolling(length);
    }

    private static Optional<TimeWindow> parseCalendar(JsonObjectReader calendar, Optional<OpenSloDuration> length) {
        calendar.rejectUnknownFields(Set.of("startTime", "timeZone"));
        Optional<LocalDateTime> start = parseStart(calendar);
        Optional<ZoneId> zone = parseZone(calendar);
        return length.flatMap(
                span -> start.flatMap(begin -> zone.map(place -> new TimeWindow.Calendar(span, begin, place))));
    }

    private static Optional<LocalDateTime> parseStart(JsonObjectReader calendar) {
        String remedy = "use a format such as 2026-01-01 00:00:00";
        String text = calendar.requireText("startTime", remedy);
        try {
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text.strip().replace(' ', 'T')));
        } catch (DateTimeException e) {
            calendar.addError("startTime", "invalid local time \"" + text + "\"", remedy);
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> parseZone(JsonObjectReader calendar) {
        String remedy = "use an IANA time zone such as Europe/Berlin or UTC";
        String text = calendar.requireText("timeZone", remedy);
        boolean known = ZoneId.getAvailableZoneIds().contains(text);
        if (!known && !text.isBlank()) {
            calendar.addError("timeZone", "unknown time zone \"" + text + "\"", remedy);
        }
        return known ? Optional.of(ZoneId.of(text)) : Optional.empty();
    }
}
