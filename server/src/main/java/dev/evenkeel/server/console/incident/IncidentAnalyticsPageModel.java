// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.detection.AlertReplayCoverageReport;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison.DrillWithResult;
import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.engine.detection.ReplayedIncidentDetection;
import dev.evenkeel.engine.detection.TimeToDetectStats;
import dev.evenkeel.engine.incident.IncidentsByQuarterReport;
import dev.evenkeel.engine.incident.IncidentsByQuarterReport.HarmMeasureTotal;
import dev.evenkeel.engine.stats.DurationQuantile;
import dev.evenkeel.engine.stats.ObservedProportion;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Model of the incident analytics page. Answers three questions: do incidents become fewer and cheaper, would
/// today's rules detect past incidents, and how soon is an injected cause detected?
///
/// @param summary the answer in a sentence
/// @param notes further remarks
/// @param quarters oldest first
/// @param incidents past incidents with the result of today's detection rules, newest first
/// @param causes one row per cause, phase of the work and channel
/// @param drills the newest detection drills
record IncidentAnalyticsPageModel(
        String summary,
        List<String> notes,
        List<QuarterRow> quarters,
        List<IncidentDetectionReplayRow> incidents,
        List<DrillDetectionTimeRow> causes,
        List<DetectionDrillRow> drills) {
    /// Incidents of a quarter.
    record QuarterRow(String name, String incidents, String nearMisses, String minutes, String money, String each) {}

    /// A past incident with the result of today's detection rules.
    record IncidentDetectionReplayRow(String id, Instant onset, String state, String delay, String detectedBy) {}

    /// Detection time of one phase of a cause by one channel.
    record DrillDetectionTimeRow(String cause, String phase, String channel, String noticed, String median) {}

    /// A detection drill.
    record DetectionDrillRow(
            String id, String cause, String service, String phase, Instant at, String alert, String guard) {}

    static IncidentAnalyticsPageModel of(
            IncidentsByQuarterReport quarters, AlertReplayCoverageReport coverage, List<DrillWithResult> drills) {
        return new IncidentAnalyticsPageModel(
                summary(coverage.detected()),
                List.of(
                        "By a rule that pages: " + formatShare(coverage.paged()) + ".",
                        "Not judged: " + DisplayFormatter.formatCount(coverage.noSignal())
                                + " without a recorded signal, " + DisplayFormatter.formatCount(coverage.guard())
                                + " that the guard took back."),
                quarters.quarters().stream()
                        .map(quarter -> toQuarterRow(quarter, quarters.currency()))
                        .toList(),
                coverage.incidents().stream()
                        .map(IncidentAnalyticsPageModel::toPastIncidentRow)
                        .toList(),
                BeforeAfterDetectionComparison.compareAll(drills).stream()
                        .flatMap(row -> toDetectionTimeRows(row).stream())
                        .toList(),
                drills.stream().map(IncidentAnalyticsPageModel::toDrillRow).toList());
    }

    private static String summary(ObservedProportion detected) {
        return detected.total() == 0
                ? "Of no past incident enough is recorded to say whether today's rules would notice it."
                : "Today's burn rules would notice " + formatShare(detected) + " past incidents.";
    }

    private static String formatShare(ObservedProportion share) {
        return share.total() == 0
                ? "none can be judged"
                : share.count() + " of " + share.total() + " (" + DisplayFormatter.formatShare(share.low()) + " to "
                        + DisplayFormatter.formatShare(share.high()) + ")";
    }

    private static QuarterRow toQuarterRow(IncidentsByQuarterReport.QuarterSummary quarter, @Nullable String currency) {
        return new QuarterRow(
                quarter.quarter()
                        + (quarter.elapsed() < 1
                                ? ", " + DisplayFormatter.formatShare(quarter.elapsed()) + " over"
                                : ""),
                formatHarm(quarter.incidents(), ""),
                String.valueOf(quarter.nearMisses()),
                formatHarm(quarter.minutes(), "min"),
                currency == null ? "none told" : formatHarm(quarter.money(), currency),
                quarter.lengths().stream().map(DisplayFormatter::formatDuration).collect(Collectors.joining(", ")));
    }

    private static String formatHarm(HarmMeasureTotal harm, String unit) {
        Double high = harm.average().high();
        return (formatRounded(harm.sum()) + " " + unit).strip() + " ("
                + formatRounded(harm.average().low()) + " to "
                + (high == null ? "unknown" : formatRounded(high)) + ")"
                + (harm.unknown() == 0 ? "" : ", " + harm.unknown() + " not known");
    }

    private static String formatRounded(double amount) {
        return amount >= 10 || amount == Math.rint(amount)
                ? DisplayFormatter.formatCount(Math.round(amount))
                : String.format(Locale.ROOT, "%.1f", amount);
    }

    private static IncidentDetectionReplayRow toPastIncidentRow(ReplayedIncidentDetection outcome) {
        ReplayedIncidentDetection.SimulatedAlert alert = outcome.alert();
        String after =
                alert == null ? "" : alert.firingAtOnset() ? "before" : DisplayFormatter.formatDuration(alert.delay());
        return new IncidentDetectionReplayRow(
                outcome.incident(),
                outcome.onset(),
                formatName(outcome.state()),
                after,
                DisplayFormatter.toSentence(outcome.summary()));
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
        return length == null ? "not noticed" : DisplayFormatter.formatDuration(length);
    }

    private static DetectionDrillRow toDrillRow(DrillWithResult judged) {
        DetectionDrill drill = judged.drill();
        return new DetectionDrillRow(
                drill.id(),
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
