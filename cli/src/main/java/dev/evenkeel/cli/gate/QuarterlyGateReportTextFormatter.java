// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.ChangeApi.ChangeOutcomeCounts;
import dev.evenkeel.api.ChangeApi.GateCostTotals;
import dev.evenkeel.api.ChangeApi.QuarterlyGateReportResponse;
import dev.evenkeel.api.ChangeApi.ShareWithInterval;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.stats.ProportionDifference;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A formatter of quarterly gate reports as text.
final class QuarterlyGateReportTextFormatter {
    private QuarterlyGateReportTextFormatter() {}

    static String format(QuarterlyGateReportResponse report) {
        return String.join(
                System.lineSeparator(),
                List.of(
                        "Gates in " + report.quarter() + ", "
                                + Objects.requireNonNullElse(report.environment(), "all environments") + ":",
                        "",
                        formatDenials(report),
                        "",
                        formatOutcomes(report),
                        "",
                        formatDifference(report.difference())));
    }

    private static String formatDenials(QuarterlyGateReportResponse report) {
        var textTable = new TextTable("GATE", "DENIALS", "CARRIED OVER", "DAYS DELAYED", "COST OF DELAY", "OVERRIDES");
        report.gates().forEach(gate -> addRow(textTable, Objects.requireNonNull(gate.gate()), gate));
        addRow(textTable, "all", report.total());
        return textTable.toString();
    }

    private static void addRow(TextTable textTable, String name, GateCostTotals totals) {
        textTable.addRow(
                name,
                Integer.toString(totals.denials()),
                Integer.toString(totals.carriedOver()),
                QuantityFormatter.formatNumber(totals.daysDelayed().doubleValue()),
                totals.moneyDelayed() == null
                        ? "unknown"
                        : totals.moneyDelayed().toPlainString(),
                Long.toString(totals.overrides()));
    }

    private static String formatOutcomes(QuarterlyGateReportResponse report) {
        var textTable =
                new TextTable("CHANGES", "CLEAN", "FAILED", "MAJOR", "ROLLED BACK", "ABORTED", "OPEN", "FAILURE RATE");
        addRow(textTable, "overridden", report.overridden());
        addRow(textTable, "others", report.others());
        return textTable.toString();
    }

    private static void addRow(TextTable textTable, String name, ChangeOutcomeCounts counts) {
        textTable.addRow(
                name,
                Long.toString(counts.clean()),
                Long.toString(counts.failed()),
                Long.toString(counts.major()),
                Long.toString(counts.rolledBackByGuard()),
                Long.toString(counts.aborted()),
                Long.toString(counts.open()),
                formatRate(counts.failRate()));
    }

    private static String formatRate(ShareWithInterval rate) {
        Double share = rate.share();
        Double low = rate.low();
        Double high = rate.high();
        return share == null || low == null || high == null
                ? "unknown (no outcomes)"
                : rate.count() + " of " + rate.total() + ": " + QuantityFormatter.formatPercent(share)
                        + " (95% interval " + QuantityFormatter.formatPercent(low) + " to "
                        + QuantityFormatter.formatPercent(high) + ")";
    }

    private static String formatDifference(@Nullable ProportionDifference difference) {
        return difference == null
                ? "Overridden changes cannot be compared with others: one group has no outcomes."
                : "Failure rate of overridden changes minus that of others: "
                        + QuantityFormatter.formatNumber(100 * difference.difference())
                        + " percentage points (95% interval " + QuantityFormatter.formatNumber(100 * difference.low())
                        + " to " + QuantityFormatter.formatNumber(100 * difference.high())
                        + "). Users choose what to override, so this does not show that overrides cause failures.";
    }
}
