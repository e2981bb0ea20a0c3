// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.api.AssessmentApi.AssessmentListItem;
import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import dev.evenkeel.api.AssessmentApi.CompletedWorkItem;
import dev.evenkeel.api.AssessmentApi.Decision;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A formatter of stored assessments as text.
final class RiskAssessmentTextFormatter {
    private RiskAssessmentTextFormatter() {}

    static String formatTable(AssessmentListItem[] assessments) {
        var textTable = new TextTable("ID", "CREATED", "FLAG", "CASE", "LOWEST COST", "CONCLUSIVE", "DECISION");
        for (AssessmentListItem one : assessments) {
            Decision decision = one.decision();
            textTable.addRow(
                    one.id(),
                    one.createdAt().toString(),
                    one.flag(),
                    one.name(),
                    one.result().best(),
                    one.result().decides() ? "yes" : "no",
                    decision == null ? "-" : decision.course() + " (" + decision.decidedBy() + ")");
        }
        return textTable.toString();
    }

    static String format(AssessmentResponse assessment) {
        RiskComparisonResult result = assessment.result();
        List<String> lines = new ArrayList<>();
        lines.add(assessment.id() + ": " + assessment.name() + " (flag " + assessment.flag() + "), created by "
                + assessment.author() + " at " + assessment.createdAt() + ", expires at " + assessment.validUntil());
        lines.add("");
        var textTable = new TextTable("COURSE", "START", "MAJOR INCIDENT", "TOTAL", "CHEAPEST");
        for (CourseResult course : result.courses()) {
            textTable.addRow(
                    course.name(),
                    course.start().toString(),
                    course.migrates()
                            ? QuantityFormatter.formatProbability(
                                    course.chance().middle(),
                                    course.chance().low(),
                                    course.chance().high())
                            : "-",
                    QuantityFormatter.formatMoney(course.total().middle(), result.currency()),
                    QuantityFormatter.formatProbability(course.cheapest()));
        }
        lines.add(textTable.toString());
        lines.addAll(CommitmentRiskTextFormatter.format(result.courses()));
        lines.add(
                result.decides()
                        ? "Lowest expected cost: \"" + result.best() + "\"."
                        : "The data is not decisive; the result depends on " + String.join(", ", result.hangsOn())
                                + ".");
        lines.add(formatDecision(assessment.decision()));
        lines.add(formatWork(assessment));
        lines.add("Model " + result.model() + ", seed " + result.seed() + ", " + result.draws() + " draws, data "
                + result.dataHash());
        return String.join(System.lineSeparator(), lines);
    }

    static String formatDecision(@Nullable Decision decision) {
        return decision == null
                ? "No decision yet."
                : "Decision: \"" + decision.course() + "\", by " + decision.decidedBy() + " at " + decision.at()
                        + ". Reason: " + decision.reason()
                        + (decision.consulted().isEmpty()
                                ? ""
                                : ". Consulted: " + String.join(", ", decision.consulted()))
                        + (decision.dissent().isEmpty() ? "" : ". Dissent: " + decision.dissent());
    }

    static String formatWork(AssessmentResponse assessment) {
        List<String> done =
                assessment.completedWork().stream().map(CompletedWorkItem::item).toList();
        String completed = assessment.completedWork().stream()
                .map(one -> "\"" + one.item() + "\" (" + QuantityFormatter.formatNumber(one.weeks()) + " weeks)")
                .collect(Collectors.joining(", "));
        String open = assessment.result().workItems().stream()
                .filter(item -> !done.contains(item))
                .map(item -> "\"" + item + "\"")
                .collect(Collectors.joining(", "));
        return "Completed work: " + (done.isEmpty() ? "none" : completed)
                + (open.isEmpty() ? "" : "; remaining: " + open) + ".";
    }
}
