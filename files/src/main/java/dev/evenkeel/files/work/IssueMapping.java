// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The mapping of issues to work items, for information missing in the export of an issue tracker.
///
/// @param team team of all issues; empty when labels name it, or for none
/// @param service service of all issues, likewise
/// @param prefixes prefixes of the labels for `team`, `service`, `causes`, `planned` and `actual`, by field
/// @param kinds mapping of issues to kinds of work
/// @param hoursPerDay hours of a person-day
/// @param pattern pattern of times in CSV files
/// @param zone time zone of these times
record IssueMapping(
        String team,
        String service,
        Map<String, String> prefixes,
        WorkKindMapping kinds,
        double hoursPerDay,
        DateTimeFormatter pattern,
        ZoneId zone) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double USUAL_HOURS = 8;
    private static final double MOST_HOURS = 24;
    private static final double SECONDS_OF_AN_HOUR = 3600;
    private static final String JIRA_PATTERN = "d/MMM/yy h:mm a";

    /// Parses a mapping.
    ///
    /// @param map YAML or JSON; empty for none
    static IssueMapping parse(String map, WorkItemFile.ImportFindings findings) {
        var errors = new ValidationErrors();
        JsonNode tree = null;
        try {
            tree = map.isBlank() ? null : JSON.readTree(YamlCodec.toJson(map));
        } catch (IllegalArgumentException e) {
            errors.add("", String.valueOf(e.getMessage()), "correct the YAML");
        }
        IssueMapping read = parseFields(new JsonObjectReader(tree, "", errors), errors);
        errors.toList()
                .forEach(fault -> findings.errors()
                        .add("map " + fault.pointer() + ": " + fault.message() + "; " + fault.remedy()));
        return read;
    }

    private static IssueMapping parseFields(JsonObjectReader map, ValidationErrors errors) {
        map.rejectUnknownFields(
                Set.of("team", "service", "labels", "kinds", "otherwise", "hoursPerDay", "pattern", "zone"));
        double hours = map.number("hoursPerDay", USUAL_HOURS);
        if (!(hours > 0 && hours <= MOST_HOURS)) {
            errors.add(
                    map.pointerTo("hoursPerDay"),
                    "must be above 0 and at most 24, got " + hours,
                    "set the hours of a working day");
            hours = USUAL_HOURS;
        }
        WorkKind otherwise =
                map.find("otherwise") == null ? null : map.enumValue("otherwise", WorkKind.class, WorkKind.UNPLANNED);
        return new IssueMapping(
                map.text("team", ""),
                map.text("service", ""),
                parsePrefixes(map),
                new WorkKindMapping(parseKinds(map), otherwise),
                hours,
                parsePattern(map),
                parseZone(map));
    }

    private static Map<String, String> parsePrefixes(JsonObjectReader map) {
        Map<String, String> prefixes = new LinkedHashMap<>();
        List<String> names = List.of("team", "service", "causes", "planned", "actual");
        JsonObjectReader labels = map.object("labels").rejectUnknownFields(Set.copyOf(names));
        for (String name : names) {
            String prefix = labels.text(name, "");
            if (labels.find(name) != null && prefix.isBlank()) {
                labels.addError(name, "must not be blank", "set the prefix of the labels");
            } else if (!prefix.isEmpty()) {
                prefixes.put(name, prefix);
            }
        }
        return prefixes;
    }

    private static Map<String, WorkKind> parseKinds(JsonObjectReader map) {
        Map<String, WorkKind> kinds = new LinkedHashMap<>();
        JsonObjectReader given = map.object("kinds");
        JsonNode object = given.object();
        if (object != null) {
            object.propertyNames()
                    .forEach(name -> kinds.put(
                            name.toLowerCase(Locale.ROOT), given.enumValue(name, WorkKind.class, WorkKind.UNPLANNED)));
        }
        return kinds;
    }

    private static DateTimeFormatter parsePattern(JsonObjectReader map) {
        String pattern = map.text("pattern", JIRA_PATTERN);
        try {
            return createFormatter(pattern);
        } catch (IllegalArgumentException e) {
            map.addError("pattern", "invalid java.time pattern: " + e.getMessage(), "correct it");
            return createFormatter(JIRA_PATTERN);
        }
    }

    private static DateTimeFormatter createFormatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    private static ZoneId parseZone(JsonObjectReader map) {
        String zone = map.text("zone", "UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            map.addError("zone", "unknown time zone \"" + zone + "\"", "use one such as Europe/Zurich");
            return ZoneId.of("UTC");
        }
    }

    /// Parses a time of a CSV file; empty when it is invalid.
    Optional<Instant> parseInstant(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, pattern).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Converts seconds to person-days.
    double toPersonDays(double seconds) {
        return seconds / SECONDS_OF_AN_HOUR / hoursPerDay;
    }

    /// Adds the fields from labels and mapping to a work item.
    ///
    /// @param type type of the issue; null without one
    /// @return errors by field, as the end of a sentence; empty without any
    Map<String, String> fillIn(ObjectNode item, List<String> labels, @Nullable String type) {
        item.put("team", findLabel("team", labels).orElse(team));
        item.put("service", findLabel("service", labels).orElse(service));
        String cause = prefixes.get("causes");
        if (cause != null) {
            labels.stream()
                    .filter(label -> label.startsWith(cause))
                    .forEach(label -> item.withArray("/causes").add(label.substring(cause.length())));
        }
        List<String> names = new ArrayList<>(labels);
        if (type != null) {
            names.add(type);
        }
        Map<String, String> faults = new LinkedHashMap<>();
        WorkKind kind = kinds.findKind(names);
        if (kind == null) {
            faults.put(
                    "kind",
                    "no kind of work for " + (names.isEmpty() ? "an issue without labels" : names)
                            + "; add one of them under kinds in the map, or set otherwise");
        } else {
            item.put("kind", kind.name());
        }
        for (String field : List.of("planned", "actual")) {
            fillEffort(item, field, labels).ifPresent(fault -> faults.put(field, fault));
        }
        return faults;
    }

    private Optional<String> findLabel(String field, List<String> labels) {
        String prefix = prefixes.get(field);
        return prefix == null
                ? Optional.empty()
                : labels.stream()
                        .filter(label -> label.startsWith(prefix))
                        .map(label -> label.substring(prefix.length()).strip())
                        .findFirst();
    }

    private Optional<String> fillEffort(ObjectNode item, String field, List<String> labels) {
        Optional<String> text = findLabel(field, labels);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            item.put(field, new BigDecimal(text.get()));
            return Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of(field + " must be person-days, got the label \"" + prefixes.get(field) + text.get()
                    + "\"; correct the label");
        }
    }
}
