// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.engine.capacity.WorkValue;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A validator of imported work items, for rules that the types of their fields cannot express.
public final class WorkItemValidator {
    private static final int MAX_ITEMS = 10_000;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_TITLE = 4_000;
    private static final int CURRENCY = 3;

    private WorkItemValidator() {}

    /// Adds the validation errors of items. An invalid item without a key is a placeholder, and is ignored.
    ///
    /// @param pointer JSON pointer of the list
    /// @param now current time; items cannot be opened or closed after it, except for some minutes of clock
    ///     skew
    public static void validate(List<WorkItem> items, String pointer, Instant now, ValidationErrors errors) {
        if (items.size() > MAX_ITEMS) {
            errors.add(pointer, "must be an array of at most " + MAX_ITEMS, "list the work items");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            WorkItem item = items.get(i);
            String place = pointer + "/" + i;
            if (item.key().isEmpty() && errors.contains(place)) {
                continue;
            }
            if (!seen.add(item.key())) {
                errors.add(place + "/key", "duplicate key \"" + item.key() + "\"", "list each item once");
            }
            validate(item, place, now.plus(CLOCKS_DIFFER), errors);
        }
    }

    private static void validate(WorkItem item, String pointer, Instant latest, ValidationErrors errors) {
        requireText(pointer, "key", item.key(), LONGEST_NAME, errors);
        requireText(pointer, "title", item.title(), LONGEST_TITLE, errors);
        checkText(pointer + "/team", item.team(), LONGEST_NAME, errors);
        checkText(pointer + "/service", item.service(), LONGEST_NAME, errors);
        checkTime(pointer + "/opened", item.opened(), latest, errors);
        checkTime(pointer + "/closed", item.closed(), latest, errors);
        WorkValue worth = item.worth();
        if (worth != null
                && (worth.costOfDelay() != null || worth.riskReduction() != null)
                && worth.currency().length() != CURRENCY) {
            errors.add(pointer + "/worth/currency", "must be a currency such as CHF", "set the currency");
        }
    }

    private static void requireText(String pointer, String field, String text, int longest, ValidationErrors errors) {
        if (text.isEmpty()) {
            errors.add(pointer + "/" + field, "must not be blank", "set the " + field + " of the item");
        }
        checkText(pointer + "/" + field, text, longest, errors);
    }

    private static void checkText(String pointer, String text, int longest, ValidationErrors errors) {
        if (text.length() > longest || text.indexOf('\0') >= 0) {
            errors.add(pointer, "must be at most " + longest + " characters without NUL", "shorten it");
        }
    }

    private static void checkTime(String pointer, @Nullable Instant at, Instant latest, ValidationErrors errors) {
        if (at != null && at.isAfter(latest)) {
            errors.add(pointer, "must not be in the future, got " + at, "correct it, or remove it");
        }
    }
}
