// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.capacity.WorkValue;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A parser of work items in Evenkeel's own JSON (docs/reference/http-api.md), the format of the server.
public final class WorkItemJsonParser {
    /// Maximum number of items in one import.
    public static final int MAX_ITEMS = 10_000;

    static final Set<String> FIELDS = Set.of(
            "key", "title", "kind", "team", "service", "causes", "planned", "actual", "opened", "closed", "worth");
    private static final Set<String> WORTH = Set.of("costOfDelay", "riskReduction", "currency", "weeks");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_TITLE = 4_000;
    private static final int CURRENCY = 3;

    private WorkItemJsonParser() {}

    /// Parses an array of items. Validation errors go to `errors`; with any, the result must not be used.
    ///
    /// @param pointer JSON pointer of the array in the document
    /// @param now current time; items cannot be opened or closed after it, except for some minutes of clock
    ///     skew
    public static List<WorkItem> parse(
            @Nullable JsonNode listed, String pointer, Instant now, ValidationErrors errors) {
        List<WorkItem> items = new ArrayList<>();
        if (listed == null || !listed.isArray() || listed.size() > MAX_ITEMS) {
            errors.add(pointer, "must be an array of at most " + MAX_ITEMS, "list the work items");
            return items;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            var fields = new JsonObjectReader(listed.get(i), pointer + "/" + i, errors).rejectUnknownFields(FIELDS);
            WorkItem item = parseItem(fields, now.plus(CLOCKS_DIFFER));
            if (!seen.add(item.key())) {
                errors.add(fields.pointerTo("key"), "duplicate key \"" + item.key() + "\"", "list each item once");
            }
            items.add(item);
        }
        return items;
    }

    private static WorkItem parseItem(JsonObjectReader fields, Instant latest) {
        Instant opened = parsePastInstant(fields, "opened", latest);
        Instant closed = parsePastInstant(fields, "closed", latest);
        if (closed != null && opened != null && closed.isBefore(opened)) {
            fields.errors()
                    .add(fields.pointerTo("closed"), "must not be before opened, " + opened, "correct one of them");
            closed = null;
        }
        return new WorkItem(
                requireText(fields, "key", LONGEST_NAME),
                requireText(fields, "title", LONGEST_TITLE),
                parseKind(fields),
                optionalText(fields, "team", LONGEST_NAME),
                optionalText(fields, "service", LONGEST_NAME),
                fields.texts("causes", List.of()),
                parseDays(fields, "planned"),
                parseDays(fields, "actual"),
                opened == null ? Instant.EPOCH : opened,
                closed,
                parseValue(fields));
    }

    private static WorkKind parseKind(JsonObjectReader fields) {
        if (fields.find("kind") == null) {
            fields.errors().add(fields.pointerTo("kind"), "is missing", "use one of " + List.of(WorkKind.values()));
        }
        return fields.enumValue("kind", WorkKind.class, WorkKind.UNPLANNED);
    }

    private static String requireText(JsonObjectReader fields, String name, int longest) {
        String text = optionalText(fields, name, longest);
        if (text.isEmpty()) {
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            fields.find(name) == null ? "is missing" : "must not be blank",
                            "set the " + name + " of the item");
        }
        return text;
    }

    private static String optionalText(JsonObjectReader fields, String name, int longest) {
        String text = fields.text(name, "").strip();
        if (text.length() > longest || text.indexOf('\0') >= 0) {
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            "must be at most " + longest + " characters without NUL",
                            "shorten it");
        }
        return text;
    }

    private static @Nullable Double parseDays(JsonObjectReader fields, String name) {
        return fields.find(name) == null ? null : (Double) parseNotNegative(fields, name, "person-days");
    }

    private static double parseNotNegative(JsonObjectReader fields, String name, String unit) {
        double number = fields.number(name, 0);
        if (!(number >= 0 && Double.isFinite(number))) {
            fields.errors().add(fields.pointerTo(name), "must be 0 or more, got " + fields.find(name), "use " + unit);
            return 0;
        }
        return number;
    }

    private static @Nullable WorkValue parseValue(JsonObjectReader fields) {
        if (fields.find("worth") == null) {
            return null;
        }
        JsonObjectReader worth = fields.object("worth").rejectUnknownFields(WORTH);
        String currency = worth.text("currency", "");
        boolean money = worth.find("costOfDelay") != null || worth.find("riskReduction") != null;
        if (money && currency.length() != CURRENCY) {
            worth.errors().add(worth.pointerTo("currency"), "must be a currency such as CHF", "set the currency");
        }
        Double weeks = worth.find("weeks") == null ? null : (Double) parseNotNegative(worth, "weeks", "weeks");
        if (weeks != null && weeks == 0) {
            worth.errors().add(worth.pointerTo("weeks"), "must be above 0", "set the duration in weeks");
            weeks = null;
        }
        return new WorkValue(parseMoney(worth, "costOfDelay"), parseMoney(worth, "riskReduction"), currency, weeks);
    }

    private static @Nullable BigDecimal parseMoney(JsonObjectReader fields, String name) {
        JsonNode node = fields.find(name);
        if (node == null) {
            return null;
        }
        BigDecimal money = JsonObjectReader.toDecimal(node);
        if (money == null || money.signum() < 0) {
            fields.errors().add(fields.pointerTo(name), "must be a number of 0 or more, got " + node, "set the amount");
            return null;
        }
        return money;
    }

    private static @Nullable Instant parsePastInstant(JsonObjectReader fields, String name, Instant latest) {
        if (fields.find(name) == null) {
            if (name.equals("opened")) {
                fields.errors().add(fields.pointerTo(name), "is missing", "set the time, such as 2026-11-25T18:40:03Z");
            }
            return null;
        }
        Instant at = parseInstant(fields, name);
        if (at != null && at.isAfter(latest)) {
            fields.errors()
                    .add(fields.pointerTo(name), "must not be in the future, got " + at, "correct it, or remove it");
        }
        return at;
    }

    private static @Nullable Instant parseInstant(JsonObjectReader fields, String name) {
        String text = fields.text(name, "");
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            "must be a time with an offset, got \"" + text + "\"",
                            "use a format such as 2026-11-25T18:40:03Z");
            return null;
        }
    }
}
