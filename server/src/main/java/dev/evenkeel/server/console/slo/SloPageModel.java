// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.slo;

import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;

import dev.evenkeel.api.SloApi.BurnRuleStatus;
import dev.evenkeel.api.SloApi.ObjectiveStatusResponse;
import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.operations.slo.SloAlert;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Model of the SLO page. Answers: how much error budget is left, and how fast does it burn?
///
/// @param alerts newest first
record SloPageModel(SloStatusResponse slo, List<ObjectiveRow> objectives, List<AlertRow> alerts) {

    /// An objective.
    ///
    /// @param coverage which part of the period has data, in a sentence; empty if all of it has
    record ObjectiveRow(
            String name,
            StatusBadge state,
            String target,
            String remaining,
            String counted,
            String allowed,
            String coverage,
            @Nullable Instant periodEnds,
            @Nullable Instant lastDataAt,
            List<BurnRow> burns) {}

    /// Burn rate of an objective by one rule.
    record BurnRow(
            String rule,
            String severity,
            String threshold,
            String longBurn,
            String shortBurn,
            StatusBadge state,
            @Nullable Instant since,
            String endsWhen) {}

    /// An alert.
    record AlertRow(
            StatusBadge severity,
            String rule,
            String objective,
            Instant startedAt,
            @Nullable Instant endedAt,
            String reason) {}

    static SloPageModel of(SloStatusResponse slo, List<SloAlert> alerts) {
        return new SloPageModel(
                slo,
                slo.objectives().stream().map(SloPageModel::toObjectiveRow).toList(),
                alerts.stream().map(SloPageModel::toRow).toList());
    }

    private static ObjectiveRow toObjectiveRow(ObjectiveStatusResponse objective) {
        return new ObjectiveRow(
                objective.name(),
                StatusBadge.of(objective.state()),
                QuantityFormatter.formatTarget(objective.target()),
                QuantityFormatter.formatPercentOrUnknown(objective.remaining()),
                formatNumber(objective.good()) + " of " + formatNumber(objective.total()) + " good",
                formatNumber(objective.total() - objective.good()) + " of " + formatNumber(objective.allowedBadEvents())
                        + " allowed bad ones",
                objective.dataCoverage() < 1
                        ? "Only " + QuantityFormatter.formatPercent(objective.dataCoverage())
                                + " of the period is known."
                        : "",
                objective.periodEnds(),
                objective.lastDataAt(),
                objective.burns().stream().map(SloPageModel::toRow).toList());
    }

    private static BurnRow toRow(BurnRuleStatus burn) {
        return new BurnRow(
                burn.rule(),
                formatSeverity(burn.severity()),
                formatRate(burn.threshold()),
                formatRate(burn.longBurn()) + " over " + DisplayFormatter.formatDuration(burn.longWindow()),
                formatRate(burn.shortBurn()) + " over " + DisplayFormatter.formatDuration(burn.shortWindow()),
                StatusBadge.of(burn.state(), burn.firingSince() != null),
                burn.firingSince(),
                burn.firingSince() == null ? "" : burn.endsWhen());
    }

    private static AlertRow toRow(SloAlert alert) {
        String end = alert.endEvidence() == null ? "" : " Ended: " + alert.endEvidence();
        return new AlertRow(
                alert.severity() == BurnAlertRule.Severity.PAGE
                        ? new StatusBadge(StatusBadge.Tone.BAD, "alert", formatSeverity(alert.severity()))
                        : new StatusBadge(StatusBadge.Tone.CAUTION, "alert", formatSeverity(alert.severity())),
                alert.rule(),
                alert.objective(),
                alert.startedAt(),
                alert.endedAt(),
                alert.startEvidence() + end);
    }

    private static String formatSeverity(BurnAlertRule.Severity severity) {
        return severity == BurnAlertRule.Severity.PAGE ? "Page" : "Ticket";
    }

    private static String formatRate(@Nullable Double rate) {
        return rate == null ? "unknown" : QuantityFormatter.formatRatio(rate);
    }
}
