// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import dev.evenkeel.api.PrivacyApi.ErasedUnit;
import dev.evenkeel.api.PrivacyApi.ErasureResponse;
import dev.evenkeel.api.PrivacyApi.PersonalDataReportResponse;
import dev.evenkeel.api.PrivacyApi.StoredUnit;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A formatter of the data stored about a targeting key as text, without the key.
final class PrivacyTextFormatter {
    private static final int SHOWN = 20;

    private PrivacyTextFormatter() {}

    static String formatReport(PersonalDataReportResponse report) {
        List<String> lines = new ArrayList<>();
        lines.add(formatUnits(report.units()));
        addList(
                "Can no longer be determined",
                report.expired(),
                lines,
                owner -> owner.kind() + " " + owner.owner() + " of " + owner.environment() + "/" + owner.flag()
                        + ": salt deleted " + TextTable.formatInstant(owner.since()));
        addList(
                "Flag definitions that contain the key",
                report.definitions(),
                lines,
                location -> location.environment() + " " + location.pointer());
        lines.add("");
        lines.add("Kept permanently: " + report.history().definitions() + " earlier definitions and "
                + report.history().auditEntries() + " audit log entries that contain the key.");
        addList(
                "Incidents that list it as affected",
                report.incidents(),
                lines,
                incident -> incident.incident() + " of " + incident.service()
                        + (incident.corrected() ? ", corrected" : ", not corrected yet"));
        addList(
                "Reconciliations with an example that contains it",
                report.examples(),
                lines,
                example -> example.reconciliation() + " of " + example.environment() + "/" + example.flag());
        addList("Not searched", report.notSearched(), lines, Function.identity());
        return String.join(System.lineSeparator(), lines);
    }

    static String formatErasure(ErasureResponse response) {
        List<ErasedUnit> units = response.removed().units();
        long rows = units.stream().mapToLong(ErasedUnit::rows).sum();
        return String.join(
                System.lineSeparator(),
                "Erased: " + rows + " rows of " + units.size() + " rollouts and experiments, "
                        + response.removed().examples() + " examples. Audit log entry " + response.auditEntry()
                        + " records the erasure, without the key.",
                "",
                "Remaining data:",
                "",
                formatReport(response.remaining()));
    }

    private static String formatUnits(List<StoredUnit> units) {
        if (units.isEmpty()) {
            return "No rollouts or experiments store units.";
        }
        var textTable = new TextTable("OWNER", "KIND", "FLAG", "COUNTED", "ROWS", "SINCE", "LAST SEEN");
        for (StoredUnit unit : units) {
            textTable.addRow(
                    unit.owner(),
                    unit.kind(),
                    unit.environment() + "/" + unit.flag(),
                    formatCounted(unit),
                    Long.toString(unit.rows()),
                    TextTable.formatInstant(unit.since()),
                    TextTable.formatInstant(unit.lastSeenAt()));
        }
        return textTable.toString();
    }

    private static String formatCounted(StoredUnit unit) {
        if (unit.purged()) {
            return "ended, all units deleted";
        }
        return unit.counted() ? "yes" : "no";
    }

    private static <T> void addList(String title, List<T> elements, List<String> lines, Function<T, String> formatter) {
        if (elements.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title + ":");
        elements.stream().limit(SHOWN).forEach(element -> lines.add("  " + formatter.apply(element)));
        if (elements.size() > SHOWN) {
            lines.add("  and " + (elements.size() - SHOWN) + " more; --json prints all");
        }
    }
}
