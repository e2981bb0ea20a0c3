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

/// What the export of an issue tracker does not say of itself.
///
/// @param team of all issues; empty when labels say it, or nobody does
/// @param service of all issues, likewise
/// @param prefixes of the labels that say `team`, `service`, `causes`, `planned` and `actual`, by field
/// @param kinds which kind of work an issue is
/// @param hoursPerDay hours of a person-day
/// @param pattern of times in CSV files
/// @param zone of those times
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

    /// Reads a map.
    ///
    /// @param map YAML or JSON; empty for none
    static IssueMapping read(String map, WorkItemFile.ImportFindings findings) {
        var faults = new ValidationErrors();
        JsonNode tree = null;
        try {
            tree = map.isBlank() ? null : JSON.readTree(YamlCodec.toJson(map));
        } catch (IllegalArgumentException e) {
            faults.add("", String.valueOf(e.getMessage()), "correct the YAML");
        }
        IssueMapping read = of(new JsonObjectReader(tree, "", faults), faults);
        faults.all()
                .forEach(fault -> findings.faults()
                        .add("map " + fault.pointer() + ": " + fault.message() + "; " + fault.remedy()));
        return read;
    }

    private static IssueMapping of(JsonObjectReader map, ValidationErrors faults) {
        map.only(Set.of("team", "service", "labels", "kinds", "otherwise", "hoursPerDay", "pattern", "zone"));
        double hours = map.number("hoursPerDay", USUAL_HOURS);
        if (!(hours > 0 && hours <= MOST_HOURS)) {
            faults.add(map.at("hoursPerDay"), "must be above 0 and at most 24, got " + hours, "give hours of a day");
            hours = USUAL_HOURS;
        }
        WorkKind otherwise =
                map.find("otherwise") == null ? null : map.oneOf("otherwise", WorkKind.class, WorkKind.UNPLANNED);
        return new IssueMapping(
                map.text("team", ""),
                map.text("service", ""),
                prefixes(map),
                new WorkKindMapping(kinds(map), otherwise),
                hours,
                pattern(map),
                zone(map));
    }

    private static Map<String, String> prefixes(JsonObjectReader map) {
        Map<String, String> prefixes = new LinkedHashMap<>();
        List<String> names = List.of("team", "service", "causes", "planned", "actual");
        JsonObjectReader labels = map.object("labels").only(Set.copyOf(names));
        for (String name : names) {
            String prefix = labels.text(name, "");
            if (labels.find(name) != null && prefix.isBlank()) {
                labels.faults().add(labels.at(name), "must not be blank", "give what such labels begin with");
            } else if (!prefix.isEmpty()) {
                prefixes.put(name, prefix);
            }
        }
        return prefixes;
    }

    private static Map<String, WorkKind> kinds(JsonObjectReader map) {
        Map<String, WorkKind> kinds = new LinkedHashMap<>();
        JsonObjectReader given = map.object("kinds");
        JsonNode object = given.object();
        if (object != null) {
            object.propertyNames()
                    .forEach(name -> kinds.put(
                            name.toLowerCase(Locale.ROOT), given.oneOf(name, WorkKind.class, WorkKind.UNPLANNED)));
        }
        return kinds;
    }

    private static DateTimeFormatter pattern(JsonObjectReader map) {
        String pattern = map.text("pattern", JIRA_PATTERN);
        try {
            return formatter(pattern);
        } catch (IllegalArgumentException e) {
            map.faults().add(map.at("pattern"), "is no pattern of java.time: " + e.getMessage(), "correct it");
            return formatter(JIRA_PATTERN);
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    private static ZoneId zone(JsonObjectReader map) {
        String zone = map.text("zone", "UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            map.faults().add(map.at("zone"), "is no time zone: \"" + zone + "\"", "write one like Europe/Zurich");
            return ZoneId.of("UTC");
        }
    }

    /// The moment that a text of a CSV file stands for; empty when it is none.
    Optional<Instant> instant(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, pattern).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Seconds as person-days.
    double days(double seconds) {
        return seconds / SECONDS_OF_AN_HOUR / hoursPerDay;
    }

    /// Fills in what the labels and the map say.
    ///
    /// @param type of the issue; null for none
    /// @return what is wrong by field, as the end of a sentence; empty when nothing is
    Map<String, String> complete(ObjectNode item, List<String> labels, @Nullable String type) {
        item.put("team", labelled("team", labels).orElse(team));
        item.put("service", labelled("service", labels).orElse(service));
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
        WorkKind kind = kinds.of(names);
        if (kind == null) {
            faults.put(
                    "kind",
                    "no kind of work follows from " + (names.isEmpty() ? "an issue without labels" : names)
                            + "; name one of them under kinds in the map, or give a kind under otherwise");
        } else {
            item.put("kind", kind.name());
        }
        for (String field : List.of("planned", "actual")) {
            effort(item, field, labels).ifPresent(fault -> faults.put(field, fault));
        }
        return faults;
    }

    private Optional<String> labelled(String field, List<String> labels) {
        String prefix = prefixes.get(field);
        return prefix == null
                ? Optional.empty()
                : labels.stream()
                        .filter(label -> label.startsWith(prefix))
                        .map(label -> label.substring(prefix.length()).strip())
                        .findFirst();
    }

    private Optional<String> effort(ObjectNode item, String field, List<String> labels) {
        Optional<String> text = labelled(field, labels);
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
