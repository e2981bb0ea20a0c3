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

/// Work items in Evenkeel's own JSON (docs/reference/http-api.md), which the server takes.
public final class WorkItemJsonParser {
    /// The most items of one import.
    public static final int MOST = 10_000;

    static final Set<String> FIELDS = Set.of(
            "key", "title", "kind", "team", "service", "causes", "planned", "actual", "opened", "closed", "worth");
    private static final Set<String> WORTH = Set.of("costOfDelay", "riskBought", "currency", "weeks");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_TITLE = 4_000;
    private static final int CURRENCY = 3;

    private WorkItemJsonParser() {}

    /// Reads an array of items. Everything that is wrong goes to the faults; then what is returned is of no
    /// use.
    ///
    /// @param pointer where the array is in the document
    /// @param now the present; nothing is opened or closed after it, but for some minutes by which clocks
    ///     differ
    public static List<WorkItem> items(
            @Nullable JsonNode listed, String pointer, Instant now, ValidationErrors faults) {
        List<WorkItem> items = new ArrayList<>();
        if (listed == null || !listed.isArray() || listed.size() > MOST) {
            faults.add(pointer, "must be an array of at most " + MOST, "list the work items");
            return items;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            var fields = new JsonObjectReader(listed.get(i), pointer + "/" + i, faults).only(FIELDS);
            WorkItem item = item(fields, now.plus(CLOCKS_DIFFER));
            if (!seen.add(item.key())) {
                faults.add(fields.at("key"), "is there twice: \"" + item.key() + "\"", "name each item once");
            }
            items.add(item);
        }
        return items;
    }

    private static WorkItem item(JsonObjectReader fields, Instant latest) {
        Instant opened = past(fields, "opened", latest);
        Instant closed = past(fields, "closed", latest);
        if (closed != null && opened != null && closed.isBefore(opened)) {
            fields.faults().add(fields.at("closed"), "is before opened, " + opened, "correct one of them");
            closed = null;
        }
        return new WorkItem(
                required(fields, "key", LONGEST_NAME),
                required(fields, "title", LONGEST_TITLE),
                kind(fields),
                text(fields, "team", LONGEST_NAME),
                text(fields, "service", LONGEST_NAME),
                fields.texts("causes", List.of()),
                days(fields, "planned"),
                days(fields, "actual"),
                opened == null ? Instant.EPOCH : opened,
                closed,
                worth(fields));
    }

    private static WorkKind kind(JsonObjectReader fields) {
        if (fields.find("kind") == null) {
            fields.faults().add(fields.at("kind"), "is missing", "use one of " + List.of(WorkKind.values()));
        }
        return fields.oneOf("kind", WorkKind.class, WorkKind.UNPLANNED);
    }

    private static String required(JsonObjectReader fields, String name, int longest) {
        String text = text(fields, name, longest);
        if (text.isEmpty()) {
            fields.faults()
                    .add(
                            fields.at(name),
                            fields.find(name) == null ? "is missing" : "must not be blank",
                            "give the item's " + name);
        }
        return text;
    }

    private static String text(JsonObjectReader fields, String name, int longest) {
        String text = fields.text(name, "").strip();
        if (text.length() > longest || text.indexOf('\0') >= 0) {
            fields.faults()
                    .add(
                            fields.at(name),
                            "must be at most " + longest + " characters and none of them NUL",
                            "shorten it");
        }
        return text;
    }

    private static @Nullable Double days(JsonObjectReader fields, String name) {
        return fields.find(name) == null ? null : (Double) notNegative(fields, name, "person-days");
    }

    private static double notNegative(JsonObjectReader fields, String name, String unit) {
        double number = fields.number(name, 0);
        if (!(number >= 0 && Double.isFinite(number))) {
            fields.faults().add(fields.at(name), "must be 0 or more, got " + fields.find(name), "give it in " + unit);
            return 0;
        }
        return number;
    }

    private static @Nullable WorkValue worth(JsonObjectReader fields) {
        if (fields.find("worth") == null) {
            return null;
        }
        JsonObjectReader worth = fields.object("worth").only(WORTH);
        String currency = worth.text("currency", "");
        boolean money = worth.find("costOfDelay") != null || worth.find("riskBought") != null;
        if (money && currency.length() != CURRENCY) {
            worth.faults().add(worth.at("currency"), "must be a currency such as CHF", "name the money's currency");
        }
        Double weeks = worth.find("weeks") == null ? null : (Double) notNegative(worth, "weeks", "weeks");
        if (weeks != null && weeks == 0) {
            worth.faults().add(worth.at("weeks"), "must be above 0", "give the weeks from begin to end");
            weeks = null;
        }
        return new WorkValue(money(worth, "costOfDelay"), money(worth, "riskBought"), currency, weeks);
    }

    private static @Nullable BigDecimal money(JsonObjectReader fields, String name) {
        JsonNode node = fields.find(name);
        if (node == null) {
            return null;
        }
        BigDecimal money = JsonObjectReader.decimal(node);
        if (money == null || money.signum() < 0) {
            fields.faults().add(fields.at(name), "must be a number, 0 or more, got " + node, "give the money");
            return null;
        }
        return money;
    }

    private static @Nullable Instant past(JsonObjectReader fields, String name, Instant latest) {
        if (fields.find(name) == null) {
            if (name.equals("opened")) {
                fields.faults().add(fields.at(name), "is missing", "say when it was, like 2026-11-25T18:40:03Z");
            }
            return null;
        }
        Instant at = instant(fields, name);
        if (at != null && at.isAfter(latest)) {
            fields.faults().add(fields.at(name), "is in the future, " + at, "say when it was, or leave it out");
        }
        return at;
    }

    private static @Nullable Instant instant(JsonObjectReader fields, String name) {
        String text = fields.text(name, "");
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fields.faults()
                    .add(
                            fields.at(name),
                            "must be a moment with its offset, got \"" + text + "\"",
                            "write it like 2026-11-25T18:40:03Z");
            return null;
        }
    }
}
