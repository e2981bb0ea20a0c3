// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.audit.EntryDifference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of one entry of the ledger. Its question: what did it change?
///
/// @param rows values that are not what they were
/// @param more how many more there are
/// @param last number of the newest entry
record AuditEntryPage(AuditEntry entry, List<Row> rows, int more, long last) {
    private static final int MOST = 200;
    private static final int LONGEST = 2_000;

    /// A value that differs.
    ///
    /// @param where it stands in the subject
    /// @param before empty where there was none
    /// @param after empty where there is none
    record Row(String where, Mark how, String before, String after) {}

    static AuditEntryPage of(AuditEntry entry, long last) {
        List<EntryDifference.Change> changes = EntryDifference.between(entry.before(), entry.after());
        return new AuditEntryPage(entry, rows(changes), Math.max(0, changes.size() - MOST), last);
    }

    /// What two texts have not in common, value by value, [#MOST] at most.
    ///
    /// @param before JSON; null for nothing
    /// @param after JSON; null for nothing
    static List<Row> rows(@Nullable String before, @Nullable String after) {
        return rows(EntryDifference.between(before, after));
    }

    /// Differences that are known, [#MOST] at most.
    static List<Row> rows(List<EntryDifference.Change> changes) {
        return changes.stream().limit(MOST).map(AuditEntryPage::row).toList();
    }

    private static Row row(EntryDifference.Change change) {
        return new Row(
                change.pointer().isEmpty() ? "the whole" : change.pointer(),
                mark(change),
                shown(change.before()),
                shown(change.after()));
    }

    private static Mark mark(EntryDifference.Change change) {
        if (change.before() == null) {
            return new Mark(Mark.Tone.GOOD, "forward", "Added");
        }
        return change.after() == null
                ? new Mark(Mark.Tone.BAD, "minus", "Removed")
                : new Mark(Mark.Tone.CAUTION, "dot", "Changed");
    }

    private static String shown(@Nullable String value) {
        String text = value == null ? "" : value;
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /// The answer, in a sentence.
    String lead() {
        if (entry.before() == null && entry.after() == null) {
            return "It tells of no value before or after.";
        }
        if (rows.isEmpty()) {
            return "Before and after are the same.";
        }
        int count = rows.size() + more;
        return count == 1 ? "One value is not what it was." : Numbers.count(count) + " values are not what they were.";
    }
}
