// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.DetectionDrillApi.BeforeAfterPhase;
import dev.evenkeel.api.DetectionDrillApi.BeforeOrAfterDrillStats;
import dev.evenkeel.api.DetectionDrillApi.CauseDetectionStats;
import dev.evenkeel.api.DetectionDrillApi.ChannelDetection;
import dev.evenkeel.api.DetectionDrillApi.DetectionDrillResponse;
import dev.evenkeel.api.DetectionDrillApi.DetectionSummaryByCauseResponse;
import dev.evenkeel.api.DetectionDrillApi.DetectionTimeQuantile;
import dev.evenkeel.api.DetectionDrillApi.DetectionTimeStats;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.detection.DetectionSignal;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A formatter of detection drills as text.
final class DetectionDrillTextFormatter {
    private static final String NO_DRILLS = "No detection drills. To record one: ./evenkeel detection-drill create";

    private DetectionDrillTextFormatter() {}

    static String formatTable(DetectionDrillResponse[] drills) {
        if (drills.length == 0) {
            return NO_DRILLS;
        }
        var textTable = new TextTable("ID", "SERVICE", "CAUSE", "PHASE", "INJECTED", "BY ALERT", "BY GUARD");
        for (DetectionDrillResponse drill : drills) {
            textTable.addRow(
                    drill.id(),
                    drill.service(),
                    drill.cause(),
                    name(drill.phase()),
                    TextTable.formatInstant(drill.injectedAt()),
                    result(drill.byAlert()),
                    result(drill.byGuard()));
        }
        return textTable.toString();
    }

    static String formatDrill(DetectionDrillResponse drill) {
        List<String> lines = new ArrayList<>();
        lines.add(
                drill.id() + ": " + drill.cause() + " in " + drill.service() + ", " + name(drill.phase()) + " the fix");
        lines.add("injected " + TextTable.formatInstant(drill.injectedAt()) + ", ended "
                + TextTable.formatInstant(drill.endedAt()) + ", detection window until "
                + TextTable.formatInstant(drill.deadline()));
        lines.add("by alert: " + result(drill.byAlert()) + "; by guard: " + result(drill.byGuard()));
        drill.signals().forEach(signal -> lines.add("  " + format(signal)));
        drill.signalsBeforeInjection().forEach(signal -> lines.add("  already active: " + format(signal)));
        return String.join(System.lineSeparator(), lines);
    }

    /// Formats a row for each cause, phase and channel with a drill.
    static String formatSummary(DetectionSummaryByCauseResponse summary) {
        if (summary.causes().isEmpty()) {
            return NO_DRILLS;
        }
        var textTable = new TextTable("CAUSE", "PHASE", "BY", "DETECTED", "MEDIAN", "P90", "TIMES");
        for (CauseDetectionStats row : summary.causes()) {
            addRows(textTable, row.cause(), BeforeAfterPhase.BEFORE, row.before());
            addRows(textTable, row.cause(), BeforeAfterPhase.AFTER, row.after());
        }
        return textTable + System.lineSeparator()
                + QuantityFormatter.formatPercent(summary.level())
                + " intervals. Undetected faults count as detected later than all others.";
    }

    private static void addRows(
            TextTable textTable, String cause, BeforeAfterPhase phase, BeforeOrAfterDrillStats stats) {
        if (stats.drills() > 0) {
            addRow(textTable, cause, phase, "alert", stats.byAlert());
            addRow(textTable, cause, phase, "guard", stats.byGuard());
        }
    }

    private static void addRow(
            TextTable textTable, String cause, BeforeAfterPhase phase, String by, DetectionTimeStats times) {
        int counted = times.detected() + times.notDetected();
        textTable.addRow(
                cause,
                name(phase),
                by,
                times.detected() + " of " + counted + others(times.open(), "open")
                        + others(times.inconclusive(), "inconclusive"),
                quantile(times.median(), counted),
                quantile(times.p90(), counted),
                times.seconds().stream()
                        .map(DetectionDrillTextFormatter::length)
                        .collect(Collectors.joining(", ")));
    }

    private static String others(int count, String name) {
        return count == 0 ? "" : ", " + count + " " + name;
    }

    private static String quantile(DetectionTimeQuantile quantile, int counted) {
        if (counted == 0) {
            return "-";
        }
        String estimate = lengthIfDetected(quantile.seconds());
        return counted < quantile.requiredCount()
                ? estimate + " (interval requires " + quantile.requiredCount() + " drills)"
                : estimate + " (" + lengthIfDetected(quantile.low()) + " to " + lengthIfDetected(quantile.high()) + ")";
    }

    private static String lengthIfDetected(@Nullable Double seconds) {
        return seconds == null ? "not detected" : length(seconds);
    }

    private static String result(ChannelDetection detection) {
        return detection.afterSeconds() == null ? name(detection.state()) : "after " + length(detection.afterSeconds());
    }

    private static String format(DetectionSignal signal) {
        return TextTable.formatInstant(signal.at()) + "  " + name(signal.kind()) + " " + signal.name() + ": "
                + signal.summary();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String length(double seconds) {
        return QuantityFormatter.formatElapsed(Duration.ofMillis(Math.round(1_000 * seconds)));
    }
}
