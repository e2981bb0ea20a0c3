// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.audit;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.audit.ValueChange;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.files.audit.AuditEntryDiff;
import dev.evenkeel.server.console.kit.DifferenceRow;
import java.util.List;

/// Model of the page of an audit log entry. Answers: what did it change?
///
/// @param rows values that changed
/// @param hiddenCount number of further changes
/// @param lastNumber number of the newest entry
record AuditEntryPageModel(AuditEntry entry, List<DifferenceRow> rows, int hiddenCount, long lastNumber) {
    static AuditEntryPageModel of(AuditEntry entry, long last) {
        List<ValueChange> changes = AuditEntryDiff.between(entry.before(), entry.after());
        List<DifferenceRow> rows = DifferenceRow.toRows(changes);
        return new AuditEntryPageModel(entry, rows, changes.size() - rows.size(), last);
    }

    /// Returns the answer in a sentence.
    String summary() {
        if (entry.before() == null && entry.after() == null) {
            return "It tells of no value before or after.";
        }
        if (rows.isEmpty()) {
            return "Before and after are the same.";
        }
        int count = rows.size() + hiddenCount;
        return count == 1
                ? "One value is not what it was."
                : QuantityFormatter.formatCount(count) + " values are not what they were.";
    }
}
