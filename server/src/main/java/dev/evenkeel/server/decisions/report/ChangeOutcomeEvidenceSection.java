// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.files.report.ReportNumberFormatter.decimal;
import static dev.evenkeel.files.report.ReportNumberFormatter.percent;

import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.capacity.WorkSummary;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.detection.CauseDetectionComparison;
import dev.evenkeel.engine.detection.TimeToDetectStats;
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

/// Where the team's time went, and whether the causes that were worked against would be noticed if they came
/// back.
final class ChangeOutcomeEvidenceSection {
    private static final double MILLIS = 1_000;
    private static final String LEARNING = "/incidents/learning";

    private final ChangeOutcomeReportInputs facts;

    ChangeOutcomeEvidenceSection(ChangeOutcomeReportInputs facts) {
        this.facts = facts;
    }

    /// The split of the team's time since the decision. None where nobody has decided: that is a gap already.
    List<Block> split() {
        if (facts.made().decision() == null) {
            return List.of();
        }
        ChangeOutcomeReportInputs.TeamSplit split = facts.split();
        if (split == null) {
            return List.of(new DataGap(
                    "nobody says whose service flag " + facts.made().flag() + " is of",
                    "./evenkeel service apply names its owner and flags"));
        }
        WorkSummary work = split.work();
        if (work.items() == 0) {
            return List.of(new DataGap(
                    "no work of " + split.team() + " since the decision is recorded",
                    "./evenkeel capacity import brings work items along"));
        }
        List<List<LinkedText>> rows = work.rows().stream()
                .filter(row -> row.items() > 0 || split.inForce().share(row.kind()) > 0)
                .map(row -> row(split, row))
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(List.of(
                new LinkedText("Where the time of " + split.team() + " went since the decision:", "/capacity"),
                LinkedText.of(work.gap().isEmpty() ? "" : "(" + work.gap() + ")"))));
        blocks.add(new Table(
                List.of("Kind of work", "Items", "Days planned", "Days it took", "Share", "By the plan in force"),
                rows));
        return blocks;
    }

    private static List<LinkedText> row(ChangeOutcomeReportInputs.TeamSplit split, WorkSummary.Row row) {
        return List.of(
                LinkedText.of(words(row.kind())),
                LinkedText.of(String.valueOf(row.items())),
                LinkedText.of(decimal(row.planned())),
                LinkedText.of(decimal(row.actual())),
                LinkedText.of(split.work()
                        .actual()
                        .map(actual -> percent(actual.share(row.kind())))
                        .orElse("not known")),
                LinkedText.of(percent(split.inForce().share(row.kind()))));
    }

    private static String words(WorkKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// What noticed each cause that the chosen work is against, before and after it; none where it is against
    /// none.
    List<Block> detections() {
        Course chosen = facts.chosen();
        if (chosen == null) {
            return List.of();
        }
        var causes = new TreeSet<String>();
        facts.risk().work().stream()
                .filter(item -> chosen.work().contains(item.name()))
                .forEach(item -> causes.addAll(item.cures().keySet()));
        List<CauseDetectionComparison> drilled = facts.detections().stream()
                .filter(row -> causes.contains(row.cause()))
                .toList();
        List<Block> blocks = new ArrayList<>();
        if (!drilled.isEmpty()) {
            blocks.add(new Table(
                    List.of("Injected on purpose", "Noticed before the work", "Noticed after it"),
                    drilled.stream().map(ChangeOutcomeEvidenceSection::drilled).toList()));
        }
        drilled.stream().filter(row -> row.after().drills() > 0).forEach(row -> causes.remove(row.cause()));
        if (!causes.isEmpty()) {
            blocks.add(new DataGap(
                    "after the work nobody has injected: " + String.join("; ", causes),
                    "./evenkeel incident detections record --phase after"));
        }
        return blocks;
    }

    private static List<LinkedText> drilled(CauseDetectionComparison row) {
        return List.of(
                new LinkedText(row.cause(), LEARNING),
                LinkedText.of(noticed(row.before())),
                LinkedText.of(noticed(row.after())));
    }

    private static String noticed(CauseDetectionComparison.DrillStats side) {
        return side.drills() == 0
                ? "never injected"
                : noticed("alert", side.alert()) + ", " + noticed("guard", side.guard());
    }

    private static String noticed(String channel, TimeToDetectStats times) {
        if (times.times().isEmpty()) {
            return "not by the " + channel;
        }
        Duration middle = times.times().get(times.times().size() / 2);
        String after = "by the " + channel + " after " + decimal(middle.toMillis() / MILLIS) + " s";
        return times.detected() == 1 && times.notDetected() == 0
                ? after
                : after + " (the middle one of " + times.detected() + ", not noticed " + times.notDetected() + ")";
    }
}
