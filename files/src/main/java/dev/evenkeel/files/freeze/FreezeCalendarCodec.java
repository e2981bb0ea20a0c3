// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.FreezeWindow.AllowDenyKind;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON codec of freeze calendars, `{"windows":[...]}`, with windows in the format of [FreezeWindowJson].
///
/// Name, start, zone and duration are required; defaults are kind DENY, no reason, no recurrence rule and a
/// scope of all changes.
public final class FreezeCalendarCodec {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> FIELDS = Set.of(
            "name",
            "kind",
            "reason",
            "start",
            "zone",
            "duration",
            "rrule",
            "except",
            "environments",
            "services",
            "tiers",
            "classes");
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_REASON = 1_000;
    private static final int MOST_WINDOWS = 500;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private FreezeCalendarCodec() {}

    /// Serializes one window.
    public static String encode(FreezeWindowDefinition rule) {
        return JSON.writeValueAsString(FreezeWindowJson.of(rule));
    }

    /// Parses the output of [#encode].
    public static FreezeWindowDefinition decode(String json) {
        var errors = new ValidationErrors();
        FreezeWindowDefinition rule = parseWindow(new JsonObjectReader(JSON.readTree(json), "", errors));
        if (!errors.toList().isEmpty()) {
            throw new IllegalStateException("a stored freeze window cannot be read: " + errors.toList());
        }
        return rule;
    }

    /// Parses a calendar. With validation errors, all are in `errors` and the result is meaningless.
    public static List<FreezeWindowDefinition> decodeCalendar(@Nullable JsonNode body, ValidationErrors errors) {
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("windows"));
        JsonNode windows = fields.find("windows");
        if (windows == null || !windows.isArray()) {
            errors.add(
                    fields.pointerTo("windows"),
                    "must be an array of windows, got " + windows,
                    "list the windows, or []");
            return List.of();
        }
        if (windows.size() > MOST_WINDOWS) {
            errors.add(
                    fields.pointerTo("windows"),
                    "must be at most " + MOST_WINDOWS + ", got " + windows.size(),
                    "use rrule for recurring windows");
        }
        List<FreezeWindowDefinition> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < windows.size(); i++) {
            JsonObjectReader window =
                    new JsonObjectReader(windows.get(i), fields.pointerTo("windows") + "/" + i, errors);
            FreezeWindowDefinition rule = parseWindow(window);
            if (!names.add(rule.name())) {
                errors.add(window.pointerTo("name"), "duplicate name \"" + rule.name() + "\"", "rename one");
            }
            rules.add(rule);
        }
        return rules;
    }

    private static FreezeWindowDefinition parseWindow(JsonObjectReader fields) {
        fields.rejectUnknownFields(FIELDS);
        ZoneId zone = parseZone(fields);
        return new FreezeWindowDefinition(
                requireText(fields, "name", LONGEST_NAME),
                fields.enumValue("kind", AllowDenyKind.class, AllowDenyKind.DENY),
                parseReason(fields),
                parseStart(fields),
                zone,
                parseDuration(fields),
                parseRecurrence(fields, zone),
                parseExceptions(fields),
                parseScope(fields));
    }

    private static String requireText(JsonObjectReader fields, String name, int longest) {
        String text = fields.text(name, "");
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            fields.find(name) == null
                                    ? "is missing"
                                    : "must be one line of 1 to " + longest + " characters, not blank",
                            "set a name");
        }
        return text;
    }

    private static String parseReason(JsonObjectReader fields) {
        String reason = fields.text("reason", "");
        if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            fields.errors()
                    .add(fields.pointerTo("reason"), "must be at most " + LONGEST_REASON + " characters", "shorten it");
        }
        return reason;
    }

    private static LocalDateTime parseStart(JsonObjectReader fields) {
        String text = fields.text("start", "");
        return parseLocalTime(text).orElseGet(() -> {
            fields.errors()
                    .add(
                            fields.pointerTo("start"),
                            text.isEmpty() ? "is missing" : "must be a local time, got \"" + text + "\"",
                            "use a format without offset, such as 2026-12-18T18:00");
            return NO_TIME;
        });
    }

    private static Optional<LocalDateTime> parseLocalTime(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text))
                    .filter(time -> time.equals(time.truncatedTo(ChronoUnit.SECONDS)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneId parseZone(JsonObjectReader fields) {
        String text = fields.text("zone", "");
        return TimeZoneLookup.find(text).orElseGet(() -> {
            fields.errors()
                    .add(
                            fields.pointerTo("zone"),
                            text.isEmpty() ? "is missing" : "unknown time zone \"" + text + "\"",
                            "use an IANA zone such as Europe/Zurich, or UTC");
            return ZoneOffset.UTC;
        });
    }

    private static FreezeDuration parseDuration(JsonObjectReader fields) {
        String text = fields.text("duration", "");
        return FreezeDuration.parse(text).orElseGet(() -> {
            fields.errors()
                    .add(
                            fields.pointerTo("duration"),
                            text.isEmpty()
                                    ? "is missing"
                                    : "must be above 0 and at most 366 days, got \"" + text + "\"",
                            "use a duration such as P2DT14H or PT90M");
            return new FreezeDuration(0, Duration.ofHours(1));
        });
    }

    private static @Nullable String parseRecurrence(JsonObjectReader fields, ZoneId zone) {
        String text = fields.text("rrule", "").toUpperCase(Locale.ROOT);
        if (text.isEmpty()) {
            return null;
        }
        FreezeOccurrences.findProblem(text, zone)
                .ifPresent(problem -> fields.errors()
                        .add(
                                fields.pointerTo("rrule"),
                                problem,
                                "use a rule such as FREQ=WEEKLY;BYDAY=FR, or remove it"));
        return text;
    }

    private static List<LocalDateTime> parseExceptions(JsonObjectReader fields) {
        List<String> texts = fields.texts("except", List.of());
        List<Optional<LocalDateTime>> times =
                texts.stream().map(FreezeCalendarCodec::parseLocalTime).toList();
        for (int i = 0; i < times.size(); i++) {
            if (times.get(i).isEmpty()) {
                fields.errors()
                        .add(
                                fields.pointerTo("except") + "/" + i,
                                "must be a local time, got \"" + texts.get(i) + "\"",
                                "use the start of the excluded occurrence, such as 2026-12-25T18:00");
            }
        }
        return times.stream().flatMap(Optional::stream).toList();
    }

    private static FreezeScope parseScope(JsonObjectReader fields) {
        return new FreezeScope(
                parseNames(fields, "environments"),
                parseNames(fields, "services"),
                parseNames(fields, "tiers"),
                parseNames(fields, "classes"));
    }

    private static Set<String> parseNames(JsonObjectReader fields, String name) {
        List<String> names = fields.texts(name, List.of());
        if (names.stream().anyMatch(String::isBlank)) {
            fields.errors().add(fields.pointerTo(name), "contains a blank name", "remove it; [] means all");
        }
        return Set.copyOf(names);
    }
}
