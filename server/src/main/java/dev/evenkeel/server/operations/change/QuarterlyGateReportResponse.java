// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.gate.QuarterlyGateReport;
import dev.evenkeel.engine.gate.QuarterlyGateReport.ChangesByOutcome;
import dev.evenkeel.engine.stats.ProportionDifference;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The quarterly gate report as the HTTP API returns it (docs/reference/http-api.md).
///
/// @param environment null for all environments
/// @param difference difference of the failure rates; null when one group has no change with a known outcome
record QuarterlyGateReportResponse(
        String quarter,
        Instant from,
        Instant to,
        @Nullable String environment,
        List<GateCostTotals> gates,
        GateCostTotals total,
        ChangeOutcomeCounts overridden,
        ChangeOutcomeCounts others,
        @Nullable ProportionDifference difference) {

    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    /// Totals of one gate or of all gates.
    ///
    /// @param gate name of the gate; null for all gates
    /// @param moneyDelayed always null: neither requests nor flags specify the value of a day
    record GateCostTotals(
            @Nullable String gate,
            int denials,
            int carriedOver,
            BigDecimal daysDelayed,
            @Nullable BigDecimal moneyDelayed,
            long overrides) {
        private static GateCostTotals of(@Nullable String gate, QuarterlyGateReport.DenialAndOverrideTotals sum) {
            return new GateCostTotals(
                    gate,
                    sum.denials().started(),
                    sum.denials().carriedOver(),
                    BigDecimal.valueOf(sum.denials().delayed().toSeconds()).divide(DAY, 3, RoundingMode.HALF_UP),
                    null,
                    sum.overrides());
        }
    }

    /// Counts of changes by outcome.
    record ChangeOutcomeCounts(
            long clean,
            long failed,
            long major,
            long rolledBackByGuard,
            long aborted,
            long open,
            DoraMetricsResponse.ShareWithInterval failRate) {
        private static ChangeOutcomeCounts of(ChangesByOutcome endings) {
            return new ChangeOutcomeCounts(
                    endings.clean(),
                    endings.failed(),
                    endings.major(),
                    endings.rolledBackByGuard(),
                    endings.aborted(),
                    endings.open(),
                    DoraMetricsResponse.ShareWithInterval.of(endings.failRate()));
        }
    }

    static QuarterlyGateReportResponse of(QuarterlyGateReport score, @Nullable String environment) {
        return new QuarterlyGateReportResponse(
                score.quarter().toString(),
                score.quarter().start(),
                score.quarter().end(),
                environment,
                score.gates().stream()
                        .map(one -> GateCostTotals.of(one.gate(), one.sum()))
                        .toList(),
                GateCostTotals.of(null, score.total()),
                ChangeOutcomeCounts.of(score.overridden()),
                ChangeOutcomeCounts.of(score.others()),
                score.failRateDifference().orElse(null));
    }
}
