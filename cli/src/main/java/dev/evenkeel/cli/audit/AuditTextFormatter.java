// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.files.audit.AuditEntryDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A formatter of audit entries as text.
final class AuditTextFormatter {
    private AuditTextFormatter() {}

    /// @param entries response of the server
    static String formatList(JsonNode entries) {
        if (entries.isEmpty()) {
            return "No matching audit entries.";
        }
        var textTable = new TextTable("NUMBER", "TIME", "ACTOR", "ACTION", "SUBJECT", "REASON");
        entries.forEach(entry -> textTable.addRow(
                entry.path("number").asString(),
                TextTable.formatInstant(entry.path("at")),
                entry.path("actor").asString(),
                entry.path("action").asString(),
                entry.path("subject").asString(),
                entry.path("reason").asString().replaceAll("\\s+", " ")));
        return textTable.toString();
    }

    /// @param entry response of the server
    static String formatEntry(JsonNode entry) {
        List<String> lines = new ArrayList<>();
        lines.add("Entry " + entry.path("number").asString() + ": "
                + entry.path("action").asString());
        for (String name : List.of("at", "actor", "subject", "reason", "hash", "previousHash")) {
            lines.add("  " + String.format(Locale.ROOT, "%-14s", name)
                    + entry.path(name).asString());
        }
        List<AuditEntryDiff.ValueChange> changes =
                AuditEntryDiff.between(text(entry.path("before")), text(entry.path("after")));
        lines.add(changes.isEmpty() ? "No values changed." : "Changes:");
        changes.forEach(change -> lines.add("  " + (change.pointer().isEmpty() ? "(all)" : change.pointer()) + ": "
                + shown(change.before()) + " -> " + shown(change.after())));
        return String.join(System.lineSeparator(), lines);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static String shown(@Nullable String value) {
        return value == null ? "none" : value;
    }
}
