// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A formatter of the data stored about a targeting key as text, without the key.
final class PrivacyTextFormatter {
    private static final int SHOWN = 20;

    private PrivacyTextFormatter() {}

    static String formatReport(JsonNode report) {
        List<String> lines = new ArrayList<>();
        units(report.path("units"), lines);
        gone(report.path("expired"), lines);
        list(
                "Flag definitions that contain the key",
                report.path("definitions"),
                lines,
                one -> text(one, "environment") + " " + text(one, "pointer"));
        JsonNode history = report.path("history");
        lines.add("");
        lines.add("Kept permanently: " + history.path("definitions").asLong() + " earlier definitions and "
                + history.path("auditEntries").asLong() + " audit log entries that contain the key.");
        list(
                "Incidents that list it as affected",
                report.path("incidents"),
                lines,
                one -> text(one, "incident") + " of " + text(one, "service")
                        + (one.path("corrected").asBoolean() ? ", corrected" : ", not corrected yet"));
        list(
                "Reconciliations with an example that contains it",
                report.path("examples"),
                lines,
                one -> text(one, "reconciliation") + " of " + text(one, "environment") + "/" + text(one, "flag"));
        list("Not searched", report.path("notSearched"), lines, JsonNode::asString);
        return String.join(System.lineSeparator(), lines);
    }

    static String formatErasure(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        JsonNode units = answer.at("/removed/units");
        long rows = 0;
        for (JsonNode unit : units) {
            rows += unit.path("rows").asLong();
        }
        lines.add("Erased: " + rows + " rows of " + units.size() + " rollouts and experiments, "
                + answer.at("/removed/examples").asLong() + " examples. Audit log entry "
                + answer.path("auditEntry").asLong() + " records the erasure, without the key.");
        lines.add("");
        lines.add("Remaining data:");
        lines.add("");
        lines.add(formatReport(answer.path("remaining")));
        return String.join(System.lineSeparator(), lines);
    }

    private static void units(JsonNode units, List<String> lines) {
        if (units.isEmpty()) {
            lines.add("No rollouts or experiments store units.");
            return;
        }
        var textTable = new TextTable("OWNER", "KIND", "FLAG", "COUNTED", "ROWS", "SINCE", "LAST SEEN");
        for (JsonNode unit : units) {
            textTable.addRow(
                    text(unit, "owner"),
                    text(unit, "kind"),
                    text(unit, "environment") + "/" + text(unit, "flag"),
                    counted(unit),
                    text(unit, "rows"),
                    TextTable.formatInstant(unit.path("since")),
                    TextTable.formatInstant(unit.path("lastSeenAt")));
        }
        lines.add(textTable.toString());
    }

    private static String counted(JsonNode unit) {
        if (unit.path("purged").asBoolean()) {
            return "ended, all units deleted";
        }
        return unit.path("counted").asBoolean() ? "yes" : "no";
    }

    private static void gone(JsonNode gone, List<String> lines) {
        list(
                "Can no longer be determined",
                gone,
                lines,
                one -> text(one, "kind") + " " + text(one, "owner") + " of " + text(one, "environment") + "/"
                        + text(one, "flag") + ": salt deleted " + TextTable.formatInstant(one.path("since")));
    }

    private interface LineFormatter {
        String format(JsonNode element);
    }

    private static void list(String title, JsonNode elements, List<String> lines, LineFormatter line) {
        if (elements.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title + ":");
        for (int i = 0; i < Math.min(SHOWN, elements.size()); i++) {
            lines.add("  " + line.format(elements.get(i)));
        }
        if (elements.size() > SHOWN) {
            lines.add("  and " + (elements.size() - SHOWN) + " more; --json prints all");
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
