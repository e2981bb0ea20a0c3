// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison.DrillWithResult;
import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.engine.detection.TimeToDetectStats;
import dev.evenkeel.engine.stats.DurationQuantile;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The two tables of detection drills.
///
/// @param causes one row per cause, phase of the work and channel
/// @param drills the newest drills
record DetectionDrillTables(List<DrillDetectionTimeRow> causes, List<DetectionDrillRow> drills) {
    /// Detection time of one phase of a cause by one channel.
    record DrillDetectionTimeRow(String cause, String phase, String channel, String detected, String median) {}

    /// A detection drill.
    record DetectionDrillRow(String cause, String service, String phase, Instant at, String alert, String guard) {}

    static DetectionDrillTables of(List<DrillWithResult> drills) {
        return new DetectionDrillTables(
                BeforeAfterDetectionComparison.compareAll(drills).stream()
                        .flatMap(row -> toDetectionTimeRows(row).stream())
                        .toList(),
                drills.stream().map(DetectionDrillTables::toDrillRow).toList());
    }

    private static List<DrillDetectionTimeRow> toDetectionTimeRows(BeforeAfterDetectionComparison row) {
        List<DrillDetectionTimeRow> rows = new ArrayList<>();
        addRows(rows, row.cause(), "before", row.before());
        addRows(rows, row.cause(), "after", row.after());
        return rows;
    }

    private static void addRows(
            List<DrillDetectionTimeRow> rows,
            String cause,
            String phase,
            BeforeAfterDetectionComparison.DrillStats side) {
        if (side.drills() > 0) {
            rows.add(toDetectionTimeRow(cause, phase, "alert", side.alert()));
            rows.add(toDetectionTimeRow(cause, phase, "guard", side.guard()));
        }
    }

    private static DrillDetectionTimeRow toDetectionTimeRow(
            String cause, String phase, String by, TimeToDetectStats times) {
        String others = (times.open() == 0 ? "" : ", " + times.open() + " open")
                + (times.inconclusive() == 0 ? "" : ", " + times.inconclusive() + " inconclusive");
        return new DrillDetectionTimeRow(
                cause,
                phase,
                by,
                times.detected() + " of " + times.conclusiveCount() + others,
                times.conclusiveCount() == 0 ? "" : formatMedian(times.median(), times.conclusiveCount()));
    }

    private static String formatMedian(DurationQuantile median, int counted) {
        String estimate = formatDelay(median.estimate());
        return counted < median.minCount()
                ? estimate + ", an interval needs " + median.minCount() + " drills"
                : estimate + " (" + formatDelay(median.low()) + " to " + formatDelay(median.high()) + ")";
    }

    private static String formatDelay(@Nullable Duration length) {
        return length == null ? "not detected" : DisplayFormatter.formatDuration(length);
    }

    private static DetectionDrillRow toDrillRow(DrillWithResult judged) {
        DetectionDrill drill = judged.drill();
        return new DetectionDrillRow(
                drill.cause(),
                drill.service(),
                formatName(drill.phase()),
                drill.injectedAt(),
                formatResult(judged.result().alert()),
                formatResult(judged.result().guard()));
    }

    private static String formatResult(DetectionDrillResult.ChannelResult channelResult) {
        return channelResult.delay() == null
                ? formatName(channelResult.state())
                : "after " + DisplayFormatter.formatDuration(channelResult.delay());
    }

    private static String formatName(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
