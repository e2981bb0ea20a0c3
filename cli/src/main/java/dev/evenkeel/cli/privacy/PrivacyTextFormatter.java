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
        units(report.units(), lines);
        list(
                "Can no longer be determined",
                report.expired(),
                lines,
                one -> one.kind() + " " + one.owner() + " of " + one.environment() + "/" + one.flag()
                        + ": salt deleted " + TextTable.formatInstant(one.since()));
        list(
                "Flag definitions that contain the key",
                report.definitions(),
                lines,
                one -> one.environment() + " " + one.pointer());
        lines.add("");
        lines.add("Kept permanently: " + report.history().definitions() + " earlier definitions and "
                + report.history().auditEntries() + " audit log entries that contain the key.");
        list(
                "Incidents that list it as affected",
                report.incidents(),
                lines,
                one -> one.incident() + " of " + one.service()
                        + (one.corrected() ? ", corrected" : ", not corrected yet"));
        list(
                "Reconciliations with an example that contains it",
                report.examples(),
                lines,
                one -> one.reconciliation() + " of " + one.environment() + "/" + one.flag());
        list("Not searched", report.notSearched(), lines, Function.identity());
        return String.join(System.lineSeparator(), lines);
    }

    static String formatErasure(ErasureResponse erasure) {
        List<ErasedUnit> units = erasure.removed().units();
        return String.join(
                System.lineSeparator(),
                "Erased: " + units.stream().mapToLong(ErasedUnit::rows).sum() + " rows of " + units.size()
                        + " rollouts and experiments, " + erasure.removed().examples()
                        + " examples. Audit log entry " + erasure.auditEntry()
                        + " records the erasure, without the key.",
                "",
                "Remaining data:",
                "",
                formatReport(erasure.remaining()));
    }

    private static void units(List<StoredUnit> units, List<String> lines) {
        if (units.isEmpty()) {
            lines.add("No rollouts or experiments store units.");
            return;
        }
        var textTable = new TextTable("OWNER", "KIND", "FLAG", "COUNTED", "ROWS", "SINCE", "LAST SEEN");
        for (StoredUnit unit : units) {
            textTable.addRow(
                    unit.owner(),
                    unit.kind(),
                    unit.environment() + "/" + unit.flag(),
                    counted(unit),
                    Long.toString(unit.rows()),
                    TextTable.formatInstant(unit.since()),
                    TextTable.formatInstant(unit.lastSeenAt()));
        }
        lines.add(textTable.toString());
    }

    private static String counted(StoredUnit unit) {
        if (unit.purged()) {
            return "ended, all units deleted";
        }
        return unit.counted() ? "yes" : "no";
    }

    private static <T> void list(
            String title, List<T> elements, List<String> lines, Function<? super T, String> formatter) {
        if (elements.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title + ":");
        elements.stream().limit(SHOWN).forEach(one -> lines.add("  " + formatter.apply(one)));
        if (elements.size() > SHOWN) {
            lines.add("  and " + (elements.size() - SHOWN) + " more; --json prints all");
        }
    }
}
