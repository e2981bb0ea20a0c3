// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import dev.evenkeel.core.targeting.RuleCompilationContext;
import dev.evenkeel.core.targeting.RuleCompiler;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parser of Evenkeel's extensions of flagd's format: prerequisites and scheduled changes.
final class SourceFlagParser {
    private static final String PREREQUISITE_REMEDY =
            "write {\"flag\": \"other-flag\", \"variant\": \"on\", \"otherwise\": \"off\"}";
    private static final String CHANGE_REMEDY =
            "write {\"at\": \"2027-01-31T09:00:00Z\", \"serve\": \"on\"}, or \"targeting\" with a rule instead of"
                    + " \"serve\"";

    private final Map<String, JsonValue> flags;
    private final RuleCompilationContext context;
    private final DefinitionProblemCollector problems;

    private SourceFlagParser(
            Map<String, JsonValue> flags, RuleCompilationContext context, DefinitionProblemCollector problems) {
        this.flags = flags;
        this.context = context;
        this.problems = problems;
    }

    /// Returns all flags by key. If problems were reported, the result must not be used.
    ///
    /// @param flags the definition's flags by key, with any values
    static Map<String, SourceFlag> parse(
            Map<String, JsonValue> flags, RuleCompilationContext context, DefinitionProblemCollector problems) {
        return new SourceFlagParser(flags, context, problems).parse();
    }

    private Map<String, SourceFlag> parse() {
        var read = new LinkedHashMap<String, SourceFlag>();
        flags.forEach((key, value) -> {
            if (value instanceof JsonObject flag) {
                read.put(key, new SourceFlag(key, flag, parsePrerequisites(key, flag), parseSchedule(key, flag)));
            }
        });
        rejectCycles(read);
        return read;
    }

    private List<Prerequisite> parsePrerequisites(String key, JsonObject flag) {
        var read = new ArrayList<Prerequisite>();
        for (var entry : list(flag, SourceFlag.PREREQUISITES, PREREQUISITE_REMEDY)) {
            addPrerequisite(key, flag, entry, read);
        }
        return read;
    }

    private void addPrerequisite(String key, JsonObject flag, JsonValue entry, List<Prerequisite> read) {
        if (!(entry instanceof JsonObject object)
                || !(object.member("flag") instanceof JsonString jsonString)
                || !(object.member("variant") instanceof JsonString variant)) {
            problems.add(entry, "a prerequisite must have a flag and a variant", PREREQUISITE_REMEDY);
            return;
        }
        rejectUnknownMembers(object, Set.of("flag", "variant", "otherwise"), PREREQUISITE_REMEDY);
        if (jsonString.value().equals(key)) {
            problems.add(jsonString, "flag \"" + key + "\" is its own prerequisite", "name another flag, or remove it");
        } else if (!(flags.get(jsonString.value()) instanceof JsonObject other)) {
            problems.add(
                    jsonString, "flag \"" + jsonString.value() + "\" does not exist", "use one of " + flags.keySet());
        } else {
            rejectUnknownVariant(variant, jsonString.value(), other);
        }
        var otherwise = parseFallback(object, flag);
        if (otherwise != null) {
            read.add(new Prerequisite(jsonString.value(), variant.value(), otherwise));
        }
    }

    private @Nullable String parseFallback(JsonObject prerequisite, JsonObject flag) {
        var written = prerequisite.member("otherwise");
        if (written == null && flag.member("defaultVariant") instanceof JsonString name) {
            return name.value();
        }
        if (written instanceof JsonString name) {
            rejectUnknownVariant(name, flag.pointer().token(), flag);
            return name.value();
        }
        problems.add(
                prerequisite,
                "no variant is defined for the case that the prerequisite is not met",
                "set \"otherwise\" to one of the flag's variants, or give the flag a defaultVariant");
        return null;
    }

    private List<ScheduledFlagChange> parseSchedule(String key, JsonObject flag) {
        var read = new ArrayList<ScheduledFlagChange>();
        for (var entry : list(flag, SourceFlag.SCHEDULE, CHANGE_REMEDY)) {
            addChange(key, flag, entry, read);
        }
        read.sort(Comparator.comparingLong(ScheduledFlagChange::epochSeconds));
        for (int i = 1; i < read.size(); i++) {
            if (read.get(i).epochSeconds() == read.get(i - 1).epochSeconds()) {
                problems.add(
                        read.get(i).rule(),
                        "flag \"" + key + "\" has two scheduled changes in the same second",
                        "remove or reschedule one");
            }
        }
        return read;
    }

    private void addChange(String key, JsonObject flag, JsonValue entry, List<ScheduledFlagChange> read) {
        if (!(entry instanceof JsonObject object) || !(object.member("at") instanceof JsonString at)) {
            problems.add(entry, "a scheduled change must have a time \"at\"", CHANGE_REMEDY);
            return;
        }
        rejectUnknownMembers(object, Set.of("at", "serve", "targeting"), CHANGE_REMEDY);
        var moment = parseTimestamp(at);
        var rule = parseRule(key, flag, object);
        if (moment != null && rule != null) {
            read.add(new ScheduledFlagChange(moment.toEpochSecond(), rule));
        }
    }

    private @Nullable OffsetDateTime parseTimestamp(JsonString at) {
        try {
            var moment = OffsetDateTime.parse(at.value());
            if (moment.getNano() == 0) {
                return moment;
            }
        } catch (DateTimeException e) {
            // Reported below, like a time with a fraction of a second.
        }
        problems.add(
                at,
                "\"" + at.value() + "\" is not a time in whole seconds with a UTC offset",
                "write a time such as 2027-01-31T09:00:00Z or 2027-01-31T10:00:00+01:00");
        return null;
    }

    private @Nullable JsonValue parseRule(String key, JsonObject flag, JsonObject entry) {
        var serve = entry.member("serve");
        var targeting = entry.member("targeting");
        if (serve instanceof JsonString variant && targeting == null) {
            rejectUnknownVariant(variant, key, flag);
            return variant;
        }
        if (serve == null
                && targeting instanceof JsonObject rule
                && !rule.members().isEmpty()) {
            RuleCompiler.compile(rule, context.forFlag(key));
            return rule;
        }
        problems.add(entry, "a scheduled change must have either \"serve\" or \"targeting\"", CHANGE_REMEDY);
        return null;
    }

    private List<JsonValue> list(JsonObject flag, String member, String remedy) {
        var written = flag.member(member);
        if (written instanceof JsonArray array) {
            return array.elements();
        }
        if (written != null) {
            problems.add(
                    written, "\"" + member + "\" must be an array, got " + written.describeKind(), "in it, " + remedy);
        }
        return List.of();
    }

    private void rejectUnknownMembers(JsonObject object, Set<String> known, String remedy) {
        object.members().forEach((name, value) -> {
            if (!known.contains(name)) {
                problems.add(value, "unknown field \"" + name + "\"", remedy);
            }
        });
    }

    private void rejectUnknownVariant(JsonString name, String key, JsonObject flag) {
        if (flag.member("variants") instanceof JsonObject variants && variants.member(name.value()) == null) {
            problems.add(
                    name,
                    "flag \"" + key + "\" has no variant \"" + name.value() + "\"",
                    "use one of " + variants.members().keySet());
        }
    }

    private void rejectCycles(Map<String, SourceFlag> read) {
        var free = new LinkedHashSet<String>();
        read.keySet().forEach(key -> visit(key, read, new LinkedHashSet<>(), free));
    }

    /// Follows prerequisites from a flag; `path` contains the flags on the current path, `free` those known
    /// to be in no cycle.
    private void visit(String key, Map<String, SourceFlag> read, Set<String> path, Set<String> free) {
        var flag = read.get(key);
        if (flag == null || free.contains(key)) {
            return;
        }
        path.add(key);
        for (var prerequisite : flag.prerequisites()) {
            if (path.contains(prerequisite.flag())) {
                reportCycle(flag, prerequisite.flag(), path);
            } else {
                visit(prerequisite.flag(), read, path, free);
            }
        }
        path.remove(key);
        free.add(key);
    }

    private void reportCycle(SourceFlag last, String first, Set<String> path) {
        if (first.equals(last.key())) {
            return;
        }
        var names = new ArrayList<>(path);
        var circle = names.subList(names.indexOf(first), names.size());
        problems.add(
                last.json().pointer().child(SourceFlag.PREREQUISITES),
                "prerequisites form a cycle: " + String.join(" -> ", circle) + " -> " + first,
                "remove one of them");
    }
}
