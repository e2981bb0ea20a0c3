// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of detection drills as text.
final class DetectionDrillTextFormatter {
    private static final String NO_DRILLS = "No detection drills. To record one: ./evenkeel detection-drill create";
    private static final double SECONDS_OF_A_MINUTE = 60;
    private static final double SHORT = 120;

    private DetectionDrillTextFormatter() {}

    static String formatTable(JsonNode drills) {
        if (drills.isEmpty()) {
            return NO_DRILLS;
        }
        var textTable = new TextTable("ID", "SERVICE", "CAUSE", "PHASE", "INJECTED", "BY ALERT", "BY GUARD");
        drills.forEach(drill -> textTable.addRow(
                drill.path("id").asString(),
                drill.path("service").asString(),
                drill.path("cause").asString(),
                drill.path("phase").asString(),
                TextTable.formatInstant(drill.path("injectedAt")),
                answer(drill.path("byAlert")),
                answer(drill.path("byGuard"))));
        return textTable.toString();
    }

    static String formatDrill(JsonNode drill) {
        List<String> lines = new ArrayList<>();
        lines.add(drill.path("id").asString() + ": " + drill.path("cause").asString() + " in "
                + drill.path("service").asString() + ", " + drill.path("phase").asString() + " the fix");
        lines.add("injected " + TextTable.formatInstant(drill.path("injectedAt")) + ", ended "
                + TextTable.formatInstant(drill.path("endedAt")) + ", detection window until "
                + TextTable.formatInstant(drill.path("deadline")));
        lines.add("by alert: " + answer(drill.path("byAlert")) + "; by guard: " + answer(drill.path("byGuard")));
        drill.path("signals").forEach(notice -> lines.add("  " + notice(notice)));
        drill.path("signalsBeforeInjection").forEach(notice -> lines.add("  already active: " + notice(notice)));
        return String.join(System.lineSeparator(), lines);
    }

    /// Formats a row for each cause, phase and channel with a drill.
    static String formatSummary(JsonNode summary) {
        if (summary.path("causes").isEmpty()) {
            return NO_DRILLS;
        }
        var textTable = new TextTable("CAUSE", "PHASE", "BY", "DETECTED", "MEDIAN", "P90", "TIMES");
        for (JsonNode row : summary.path("causes")) {
            for (String phase : List.of("before", "after")) {
                JsonNode side = row.path(phase);
                if (side.path("drills").asInt() > 0) {
                    String cause = row.path("cause").asString();
                    row(textTable, cause, phase, "alert", side.path("byAlert"));
                    row(textTable, cause, phase, "guard", side.path("byGuard"));
                }
            }
        }
        return textTable + System.lineSeparator()
                + Math.round(100 * summary.path("level").asDouble())
                + "% intervals. Undetected faults count as detected later than all others.";
    }

    private static void row(TextTable textTable, String cause, String phase, String by, JsonNode times) {
        int detected = times.path("detected").asInt();
        int counted = detected + times.path("notDetected").asInt();
        textTable.addRow(
                cause,
                phase,
                by,
                detected + " of " + counted + other(times, "open") + other(times, "inconclusive"),
                quantile(times.path("median"), counted),
                quantile(times.path("p90"), counted),
                times.path("seconds")
                        .valueStream()
                        .map(time -> length(time.asDouble()))
                        .collect(Collectors.joining(", ")));
    }

    private static String other(JsonNode times, String name) {
        int some = times.path(name).asInt();
        return some == 0 ? "" : ", " + some + " " + name;
    }

    private static String quantile(JsonNode quantile, int counted) {
        if (counted == 0) {
            return "-";
        }
        String estimate = quantile.path("seconds").isNull()
                ? "not detected"
                : length(quantile.path("seconds").asDouble());
        int required = quantile.path("requiredCount").asInt();
        if (counted < required) {
            return estimate + " (interval requires " + required + " drills)";
        }
        return estimate + " (" + end(quantile.path("low"), "not detected") + " to "
                + end(quantile.path("high"), "not detected") + ")";
    }

    private static String end(JsonNode end, String none) {
        return end.isNull() ? none : length(end.asDouble());
    }

    private static String answer(JsonNode answer) {
        String state = answer.path("state").asString();
        return state.equals("DETECTED")
                ? "after " + length(answer.path("afterSeconds").asDouble())
                : state.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String notice(JsonNode notice) {
        return TextTable.formatInstant(notice.path("at")) + "  "
                + notice.path("kind").asString().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                + notice.path("name").asString() + ": " + notice.path("summary").asString();
    }

    private static String length(double seconds) {
        return seconds < SHORT
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%.1f min", seconds / SECONDS_OF_A_MINUTE);
    }
}
