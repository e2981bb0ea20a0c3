// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.FreezeWindow.Kind;
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

/// The JSON of a freeze calendar, `{"windows":[...]}`, as [FreezeWindowJson] writes each window.
///
/// Name, start, zone and duration are always needed; left out are a kind of DENY, no reason, no rule
/// and a scope of all changes.
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

    /// One window as JSON.
    public static String encode(FreezeWindowDefinition rule) {
        return JSON.writeValueAsString(FreezeWindowJson.of(rule));
    }

    /// Reads what [#encode] wrote.
    public static FreezeWindowDefinition decode(String json) {
        var faults = new ValidationErrors();
        FreezeWindowDefinition rule = window(new JsonObjectReader(JSON.readTree(json), "", faults));
        if (!faults.all().isEmpty()) {
            throw new IllegalStateException("a stored freeze window cannot be read: " + faults.all());
        }
        return rule;
    }

    /// Reads a calendar. When something is wrong every fault is noted, and the result means nothing.
    public static List<FreezeWindowDefinition> read(@Nullable JsonNode body, ValidationErrors faults) {
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(Set.of("windows"));
        JsonNode windows = fields.find("windows");
        if (windows == null || !windows.isArray()) {
            faults.add(fields.at("windows"), "must be an array of windows, got " + windows, "list the windows, or []");
            return List.of();
        }
        if (windows.size() > MOST_WINDOWS) {
            faults.add(
                    fields.at("windows"),
                    "must be at most " + MOST_WINDOWS + ", got " + windows.size(),
                    "give what comes again a rule");
        }
        List<FreezeWindowDefinition> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < windows.size(); i++) {
            JsonObjectReader window = new JsonObjectReader(windows.get(i), fields.at("windows") + "/" + i, faults);
            FreezeWindowDefinition rule = window(window);
            if (!names.add(rule.name())) {
                faults.add(window.at("name"), "\"" + rule.name() + "\" is the name of another window", "rename one");
            }
            rules.add(rule);
        }
        return rules;
    }

    private static FreezeWindowDefinition window(JsonObjectReader fields) {
        fields.only(FIELDS);
        ZoneId zone = zone(fields);
        return new FreezeWindowDefinition(
                text(fields, "name", LONGEST_NAME),
                fields.oneOf("kind", Kind.class, Kind.DENY),
                reason(fields),
                start(fields),
                zone,
                length(fields),
                rrule(fields, zone),
                except(fields),
                scope(fields));
    }

    private static String text(JsonObjectReader fields, String name, int longest) {
        String text = fields.text(name, "");
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            fields.faults()
                    .add(
                            fields.at(name),
                            fields.find(name) == null
                                    ? "is missing"
                                    : "must be 1 to " + longest + " characters of one line, not blank",
                            "give the window a name");
        }
        return text;
    }

    private static String reason(JsonObjectReader fields) {
        String reason = fields.text("reason", "");
        if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            fields.faults()
                    .add(fields.at("reason"), "must be at most " + LONGEST_REASON + " characters", "say it shorter");
        }
        return reason;
    }

    private static LocalDateTime start(JsonObjectReader fields) {
        String text = fields.text("start", "");
        return local(text).orElseGet(() -> {
            fields.faults()
                    .add(
                            fields.at("start"),
                            text.isEmpty() ? "is missing" : "must be a time on the zone's clock, got \"" + text + "\"",
                            "write it without an offset, like 2026-12-18T18:00");
            return NO_TIME;
        });
    }

    private static Optional<LocalDateTime> local(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text))
                    .filter(time -> time.equals(time.truncatedTo(ChronoUnit.SECONDS)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneId zone(JsonObjectReader fields) {
        String text = fields.text("zone", "");
        return TimeZoneLookup.find(text).orElseGet(() -> {
            fields.faults()
                    .add(
                            fields.at("zone"),
                            text.isEmpty() ? "is missing" : "there is no time zone \"" + text + "\"",
                            "use an IANA zone such as Europe/Zurich, or UTC");
            return ZoneOffset.UTC;
        });
    }

    private static FreezeDuration length(JsonObjectReader fields) {
        String text = fields.text("duration", "");
        return FreezeDuration.parse(text).orElseGet(() -> {
            fields.faults()
                    .add(
                            fields.at("duration"),
                            text.isEmpty()
                                    ? "is missing"
                                    : "must be above 0 and at most 366 days, got \"" + text + "\"",
                            "write days, hours, minutes and seconds like P2DT14H or PT90M");
            return new FreezeDuration(0, Duration.ofHours(1));
        });
    }

    private static @Nullable String rrule(JsonObjectReader fields, ZoneId zone) {
        String text = fields.text("rrule", "").toUpperCase(Locale.ROOT);
        if (text.isEmpty()) {
            return null;
        }
        FreezeOccurrences.problem(text, zone)
                .ifPresent(problem -> fields.faults()
                        .add(fields.at("rrule"), problem, "write it like FREQ=WEEKLY;BYDAY=FR, or leave it out"));
        return text;
    }

    private static List<LocalDateTime> except(JsonObjectReader fields) {
        List<String> texts = fields.texts("except", List.of());
        List<Optional<LocalDateTime>> times =
                texts.stream().map(FreezeCalendarCodec::local).toList();
        for (int i = 0; i < times.size(); i++) {
            if (times.get(i).isEmpty()) {
                fields.faults()
                        .add(
                                fields.at("except") + "/" + i,
                                "must be a time on the zone's clock, got \"" + texts.get(i) + "\"",
                                "write the start that is left out, like 2026-12-25T18:00");
            }
        }
        return times.stream().flatMap(Optional::stream).toList();
    }

    private static FreezeScope scope(JsonObjectReader fields) {
        return new FreezeScope(
                names(fields, "environments"),
                names(fields, "services"),
                names(fields, "tiers"),
                names(fields, "classes"));
    }

    private static Set<String> names(JsonObjectReader fields, String name) {
        List<String> names = fields.texts(name, List.of());
        if (names.stream().anyMatch(String::isBlank)) {
            fields.faults().add(fields.at(name), "holds a blank name", "remove it; [] is about all");
        }
        return Set.copyOf(names);
    }
}
