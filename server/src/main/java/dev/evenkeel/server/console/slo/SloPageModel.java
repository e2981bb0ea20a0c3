// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.slo;

import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.operations.slo.SloAlert;
import dev.evenkeel.server.operations.slo.SloStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Everything the page of an SLO shows. Its question: how much may still go wrong, and how fast is it going?
///
/// @param alerts the newest, newest first
record SloPageModel(SloStatus slo, List<ObjectiveRow> objectives, List<AlertRow> alerts) {
    private static final String SPACE = "\u00a0";

    /// One objective.
    ///
    /// @param known what part of the period is known, one sentence; empty when it is all
    record ObjectiveRow(
            String name,
            StatusBadge state,
            String target,
            String remaining,
            String counted,
            String allowed,
            String known,
            @Nullable Instant periodEnds,
            @Nullable Instant lastDataAt,
            List<BurnRow> burns) {}

    /// What one rule makes of an objective.
    record BurnRow(
            String rule,
            String severity,
            String threshold,
            String longBurn,
            String shortBurn,
            StatusBadge answer,
            @Nullable Instant since,
            String endsWhen) {}

    /// One alert.
    record AlertRow(
            StatusBadge severity,
            String rule,
            String objective,
            Instant beganAt,
            @Nullable Instant endedAt,
            String why) {}

    static SloPageModel of(SloStatus slo, List<SloAlert> alerts) {
        return new SloPageModel(
                slo,
                slo.objectives().stream().map(SloPageModel::block).toList(),
                alerts.stream().map(SloPageModel::row).toList());
    }

    private static ObjectiveRow block(SloStatus.Objective objective) {
        return new ObjectiveRow(
                objective.name(),
                StatusBadge.of(objective.state()),
                plain(objective.target() * 100) + SPACE + "%",
                DisplayFormatter.budget(objective.remaining()),
                plain(objective.good()) + " of " + plain(objective.total()) + " good",
                plain(objective.total() - objective.good()) + " of " + plain(objective.allowed()) + " allowed bad ones",
                objective.known() < 1
                        ? "Only " + DisplayFormatter.share(objective.known()) + " of the period is known."
                        : "",
                objective.periodEnds(),
                objective.lastDataAt(),
                objective.burns().stream().map(SloPageModel::row).toList());
    }

    private static BurnRow row(SloStatus.BurnRuleStatus burn) {
        return new BurnRow(
                burn.rule(),
                word(burn.severity()),
                rate(burn.threshold()),
                rate(burn.longBurn()) + " over " + length(burn.longWindow()),
                rate(burn.shortBurn()) + " over " + length(burn.shortWindow()),
                StatusBadge.of(burn.answer(), burn.firingSince() != null),
                burn.firingSince(),
                burn.firingSince() == null ? "" : burn.endsWhen());
    }

    private static AlertRow row(SloAlert alert) {
        String end = alert.endedBy() == null ? "" : " Ended: " + alert.endedBy();
        return new AlertRow(
                alert.severity() == BurnAlertRule.Severity.PAGE
                        ? new StatusBadge(StatusBadge.Tone.BAD, "alert", word(alert.severity()))
                        : new StatusBadge(StatusBadge.Tone.CAUTION, "alert", word(alert.severity())),
                alert.rule(),
                alert.objective(),
                alert.beganAt(),
                alert.endedAt(),
                alert.beganBy() + end);
    }

    private static String word(BurnAlertRule.Severity severity) {
        return severity == BurnAlertRule.Severity.PAGE ? "Page" : "Ticket";
    }

    private static String rate(@Nullable Double rate) {
        return rate == null ? "unknown" : DisplayFormatter.times(rate);
    }

    private static String plain(double number) {
        String text = String.format(Locale.ROOT, "%,.3f", number);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String length(Duration length) {
        long minutes = length.toMinutes();
        if (minutes % 1440 == 0) {
            return minutes / 1440 + SPACE + "d";
        }
        return minutes % 60 == 0 ? minutes / 60 + SPACE + "h" : minutes + SPACE + "min";
    }
}
