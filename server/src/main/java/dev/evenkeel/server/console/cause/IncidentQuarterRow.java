// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.IncidentsByQuarterReport;
import dev.evenkeel.engine.incident.IncidentsByQuarterReport.HarmMeasureTotal;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row of the table of quarters.
///
/// @param incidents number of incidents, with the interval of its average
/// @param minutes minutes lost
/// @param money money lost
/// @param durations duration of each incident
record IncidentQuarterRow(
        String quarter, String incidents, String nearMisses, String minutes, String money, String durations) {
    /// Returns the rows, oldest quarter first; none if no quarter has an incident.
    static List<IncidentQuarterRow> listAll(IncidentsByQuarterReport report) {
        return report.quarters().stream()
                        .allMatch(quarter -> quarter.incidents().sum() == 0 && quarter.nearMisses() == 0)
                ? List.of()
                : report.quarters().stream()
                        .map(quarter -> of(quarter, report.currency()))
                        .toList();
    }

    private static IncidentQuarterRow of(IncidentsByQuarterReport.QuarterSummary quarter, @Nullable String currency) {
        return new IncidentQuarterRow(
                quarter.quarter()
                        + (quarter.elapsed() < 1
                                ? ", " + QuantityFormatter.formatPercent(quarter.elapsed()) + " over"
                                : ""),
                formatHarm(quarter.incidents(), "", ""),
                String.valueOf(quarter.nearMisses()),
                formatHarm(quarter.minutes(), "", "\u00a0min"),
                currency == null ? "unknown" : formatHarm(quarter.money(), currency + "\u00a0", ""),
                quarter.lengths().stream().map(DisplayFormatter::formatDuration).collect(Collectors.joining(", ")));
    }

    private static String formatHarm(HarmMeasureTotal harm, String before, String behind) {
        Double high = harm.average().high();
        return before + QuantityFormatter.formatNumber(harm.sum()) + behind + " ("
                + QuantityFormatter.formatNumber(harm.average().low()) + " to "
                + (high == null ? "unknown" : QuantityFormatter.formatNumber(high)) + ")"
                + (harm.unknown() == 0 ? "" : ", " + harm.unknown() + " unknown");
    }
}
