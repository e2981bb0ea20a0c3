// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;

import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.capacity.WorkSummary;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison;
import dev.evenkeel.engine.detection.TimeToDetectStats;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// The report's evidence of where the team's time went, and of whether the causes that the work addresses would
/// be detected if they recurred.
final class TeamTimeAndDetectionBlocks {
    private static final String DETECTION = "/causes#detection";

    private final ChangeOutcomeReportInputs inputs;

    TeamTimeAndDetectionBlocks(ChangeOutcomeReportInputs inputs) {
        this.inputs = inputs;
    }

    /// Builds the split of the team's time since the decision; empty without a decision, which is reported as a
    /// gap elsewhere.
    List<Block> split() {
        if (inputs.assessment().decision() == null) {
            return List.of();
        }
        ChangeOutcomeReportInputs.TeamTimeSplit split = inputs.split();
        if (split == null) {
            return List.of(new DataGap(
                    "service of flag " + inputs.assessment().flag(),
                    "add the flag to a service with an owner: ./evenkeel service apply FILE"));
        }
        WorkSummary work = split.work();
        if (work.items() == 0) {
            return List.of(new DataGap(
                    "work items of " + split.team() + " since the decision",
                    "import them: ./evenkeel capacity import FILE"));
        }
        List<List<LinkedText>> rows = work.rows().stream()
                .filter(row -> row.items() > 0 || split.inForce().shareOf(row.kind()) > 0)
                .map(row -> row(split, row))
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(List.of(
                new LinkedText("Effort of team " + split.team() + " since the decision:", "/capacity"),
                LinkedText.of(work.missingDataReason().isEmpty() ? "" : "(" + work.missingDataReason() + ")"))));
        blocks.add(new Table(
                List.of("Kind of work", "Items", "Planned days", "Actual days", "Share", "Planned share"), rows));
        return blocks;
    }

    private static List<LinkedText> row(ChangeOutcomeReportInputs.TeamTimeSplit split, WorkSummary.Row row) {
        return List.of(
                LinkedText.of(format(row.kind())),
                LinkedText.of(String.valueOf(row.items())),
                LinkedText.of(formatNumber(row.planned())),
                LinkedText.of(formatNumber(row.actual())),
                LinkedText.of(split.work()
                        .actual()
                        .map(actual -> QuantityFormatter.formatPercent(actual.shareOf(row.kind())))
                        .orElse("unknown")),
                LinkedText.of(QuantityFormatter.formatPercent(split.inForce().shareOf(row.kind()))));
    }

    private static String format(WorkKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Builds, for each cause that the chosen work addresses, what detected it before and after the work; empty
    /// when the work addresses none.
    List<Block> detections() {
        Course chosen = inputs.chosen();
        if (chosen == null) {
            return List.of();
        }
        var causes = new TreeSet<String>();
        inputs.risk().work().stream()
                .filter(item -> chosen.work().contains(item.name()))
                .forEach(item -> causes.addAll(item.cures().keySet()));
        List<BeforeAfterDetectionComparison> drilled = inputs.detections().stream()
                .filter(row -> causes.contains(row.cause()))
                .toList();
        List<Block> blocks = new ArrayList<>();
        if (!drilled.isEmpty()) {
            blocks.add(new Table(
                    List.of("Injected fault", "Detected before the work", "Detected after the work"),
                    drilled.stream().map(TeamTimeAndDetectionBlocks::toRow).toList()));
        }
        drilled.stream().filter(row -> row.after().drills() > 0).forEach(row -> causes.remove(row.cause()));
        if (!causes.isEmpty()) {
            blocks.add(new DataGap(
                    "detection drills after the work: " + String.join("; ", causes),
                    "./evenkeel detection-drill create --phase after"));
        }
        return blocks;
    }

    private static List<LinkedText> toRow(BeforeAfterDetectionComparison row) {
        return List.of(
                new LinkedText(row.cause(), DETECTION),
                LinkedText.of(formatDetection(row.before())),
                LinkedText.of(formatDetection(row.after())));
    }

    private static String formatDetection(BeforeAfterDetectionComparison.DrillStats side) {
        return side.drills() == 0
                ? "no drill"
                : formatDetection("alert", side.alert()) + ", " + formatDetection("guard", side.guard());
    }

    private static String formatDetection(String channel, TimeToDetectStats times) {
        if (times.times().isEmpty()) {
            return "not by the " + channel;
        }
        Duration middle = times.times().get(times.times().size() / 2);
        String after = "by the " + channel + " after " + QuantityFormatter.formatElapsed(middle);
        return times.detected() == 1 && times.notDetected() == 0
                ? after
                : after + " (median of " + times.detected() + ", not detected " + times.notDetected() + ")";
    }
}
