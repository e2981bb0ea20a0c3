// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.api.AuditApi.AuditEntriesResponse;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.audit.ValueChange;
import dev.evenkeel.files.audit.AuditEntryDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A formatter of audit entries as text.
final class AuditTextFormatter {
    private AuditTextFormatter() {}

    static String formatList(AuditEntriesResponse response) {
        if (response.entries().isEmpty()) {
            return "No matching audit entries.";
        }
        var textTable = new TextTable("NUMBER", "TIME", "ACTOR", "ACTION", "SUBJECT", "REASON");
        for (AuditEntry entry : response.entries()) {
            textTable.addRow(
                    Long.toString(entry.number()),
                    TextTable.formatInstant(entry.at()),
                    entry.actor(),
                    entry.action(),
                    entry.subject(),
                    entry.reason().replaceAll("\\s+", " "));
        }
        return textTable.toString();
    }

    static String formatEntry(AuditEntry entry) {
        List<String> lines = new ArrayList<>(List.of(
                "Entry " + entry.number() + ": " + entry.action(),
                "  at            " + entry.at(),
                "  actor         " + entry.actor(),
                "  subject       " + entry.subject(),
                "  reason        " + entry.reason(),
                "  hash          " + entry.hash(),
                "  previousHash  " + entry.previousHash()));
        List<ValueChange> changes = AuditEntryDiff.between(entry.before(), entry.after());
        lines.add(changes.isEmpty() ? "No values changed." : "Changes:");
        changes.forEach(change -> lines.add("  " + (change.pointer().isEmpty() ? "(all)" : change.pointer()) + ": "
                + Objects.requireNonNullElse(change.before(), "none") + " -> "
                + Objects.requireNonNullElse(change.after(), "none")));
        return String.join(System.lineSeparator(), lines);
    }
}
