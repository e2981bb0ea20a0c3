// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.api.ChangeApi.ChangeImportResponse;
import dev.evenkeel.api.ChangeApi.ChangeResponse;
import dev.evenkeel.api.ChangeApi.ChangeSloComparisonResponse;
import dev.evenkeel.api.ChangeApi.DoraMetricsResponse;
import dev.evenkeel.api.ChangeApi.DurationQuantiles;
import dev.evenkeel.api.ChangeApi.PeriodBadEventCounts;
import dev.evenkeel.api.ChangeApi.RatioInterval;
import dev.evenkeel.api.ChangeApi.ShareWithInterval;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A formatter of changes as text.
final class ChangeTextFormatter {
    private ChangeTextFormatter() {}

    /// Formats a table of changes.
    static String formatList(List<ChangeResponse> changes) {
        if (changes.isEmpty()) {
            return "No changes in this period. To record one: ./evenkeel change record --help";
        }
        var textTable = new TextTable("ID", "SERVICE", "ENVIRONMENT", "KIND", "ENDED", "OUTCOME", "TITLE");
        changes.forEach(change -> textTable.addRow(
                change.id(),
                change.service(),
                change.environment(),
                change.kind().name(),
                TextTable.formatInstant(change.finishedAt()),
                change.outcome().name(),
                change.title()));
        return textTable.toString();
    }

    /// Formats the result of an import.
    static String formatImportResult(ChangeImportResponse result) {
        var text = new StringBuilder("Imported reports: ")
                .append(result.imported())
                .append('.');
        result.skipped().forEach(reason -> text.append("\nSkipped: ").append(reason));
        return text.toString();
    }

    /// Formats the comparison of a service before and after a change.
    static String formatEvidence(ChangeSloComparisonResponse evidence) {
        if (evidence.objectives().isEmpty()) {
            return "Service " + evidence.service() + " has no SLO that counts events."
                    + " To create one: ./evenkeel slo apply FILE";
        }
        var textTable = new TextTable("SLO", "BAD BEFORE", "BAD AFTER", "RATIO (95% INTERVAL)", "RESULT");
        evidence.objectives()
                .forEach(objective -> textTable.addRow(
                        objective.slo(),
                        format(objective.before()),
                        format(objective.after()),
                        format(objective.ratio()),
                        objective.conclusion().name()));
        return textTable + "\n" + evidence.label() + ". Load, traffic and other changes can also cause a difference.";
    }

    private static String format(PeriodBadEventCounts counts) {
        return counts.bad() + " of " + counts.total() + " (data for " + counts.minutesWithData() + " of "
                + counts.minutes() + " min)";
    }

    private static String format(@Nullable RatioInterval ratio) {
        if (ratio == null) {
            return "-";
        }
        String low = QuantityFormatter.formatRatio(ratio.low());
        return ratio.high() == null ? low + " or more" : low + " to " + QuantityFormatter.formatRatio(ratio.high());
    }

    /// Formats one change in a sentence.
    static String formatChange(ChangeResponse change) {
        return "Change " + change.id() + " of " + change.service() + " in " + change.environment() + ": "
                + change.status() + ", " + change.outcome() + ": " + change.reason();
    }

    /// Formats the DORA metrics.
    static String formatDoraMetrics(DoraMetricsResponse metrics) {
        var textTable = new TextTable("METRIC", "VALUE");
        textTable.addRow(
                "deployments",
                metrics.deployments() + ", " + QuantityFormatter.formatNumber(metrics.perWeek()) + " per week");
        textTable.addRow("lead time", format(metrics.leadTime(), "no change with a known commit time"));
        textTable.addRow("change fail rate", format(metrics.changeFailRate(), "no change with an outcome"));
        textTable.addRow("recovery time", format(metrics.recoveryTime(), "no failed change has recovered"));
        textTable.addRow("rework rate", format(metrics.reworkRate(), "no deployments"));
        textTable.addRow("guard rollbacks", Long.toString(metrics.guardRollbacks()));
        textTable.addRow("no outcome yet", Long.toString(metrics.open()));
        return String.join(
                System.lineSeparator(), List.of(metrics.from() + " to " + metrics.to(), textTable.toString()));
    }

    private static String format(DurationQuantiles quantiles, String none) {
        return quantiles.p50() == null || quantiles.p90() == null
                ? "unknown: " + none
                : "p50 " + QuantityFormatter.formatElapsed(quantiles.p50()) + ", p90 "
                        + QuantityFormatter.formatElapsed(quantiles.p90()) + " (of " + quantiles.count() + ")";
    }

    private static String format(ShareWithInterval share, String none) {
        return share.share() == null || share.low() == null || share.high() == null
                ? "unknown: " + none
                : share.count() + " of " + share.total() + ": " + QuantityFormatter.formatPercent(share.share())
                        + " (95% interval " + QuantityFormatter.formatPercent(share.low()) + " to "
                        + QuantityFormatter.formatPercent(share.high()) + ")";
    }
}
