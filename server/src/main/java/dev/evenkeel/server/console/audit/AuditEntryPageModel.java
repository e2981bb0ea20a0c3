// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.audit;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.audit.AuditEntryDiff;
import dev.evenkeel.server.console.kit.DifferenceRow;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.util.List;

/// The page of one entry of the ledger. Its question: what did it change?
///
/// @param rows values that are not what they were
/// @param more how many more there are
/// @param last number of the newest entry
record AuditEntryPageModel(AuditEntry entry, List<DifferenceRow> rows, int more, long last) {
    static AuditEntryPageModel of(AuditEntry entry, long last) {
        List<AuditEntryDiff.ValueChange> changes = AuditEntryDiff.between(entry.before(), entry.after());
        List<DifferenceRow> rows = DifferenceRow.rows(changes);
        return new AuditEntryPageModel(entry, rows, changes.size() - rows.size(), last);
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
        return count == 1
                ? "One value is not what it was."
                : DisplayFormatter.count(count) + " values are not what they were.";
    }
}
