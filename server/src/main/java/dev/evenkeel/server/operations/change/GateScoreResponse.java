// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.gate.QuarterlyGateReport;
import dev.evenkeel.engine.gate.QuarterlyGateReport.OutcomeCounts;
import dev.evenkeel.engine.stats.ProportionDifference;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The score of gates as the API tells of it (docs/reference/http-api.md).
///
/// @param environment null for all
/// @param difference null when one side has no change that turned out
record GateScoreResponse(
        String quarter,
        Instant from,
        Instant to,
        @Nullable String environment,
        List<GateTotals> gates,
        GateTotals all,
        ChangeOutcomeCounts overridden,
        ChangeOutcomeCounts others,
        @Nullable ProportionDifference difference) {

    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    /// What one gate came to, or all.
    ///
    /// @param gate its name; null over all
    /// @param moneyDelayed null: neither orders nor flags say what a day is worth
    record GateTotals(
            @Nullable String gate,
            int denials,
            int carried,
            BigDecimal daysDelayed,
            @Nullable BigDecimal moneyDelayed,
            long overrides) {
        private static GateTotals of(@Nullable String gate, QuarterlyGateReport.Totals sum) {
            return new GateTotals(
                    gate,
                    sum.denials().begun(),
                    sum.denials().carried(),
                    BigDecimal.valueOf(sum.denials().delayed().toSeconds()).divide(DAY, 3, RoundingMode.HALF_UP),
                    null,
                    sum.overrides());
        }
    }

    /// How changes ended.
    record ChangeOutcomeCounts(
            long clean,
            long failed,
            long major,
            long stopped,
            long givenUp,
            long open,
            DoraMetricsResponse.ShareWithInterval failRate) {
        private static ChangeOutcomeCounts of(OutcomeCounts endings) {
            return new ChangeOutcomeCounts(
                    endings.clean(),
                    endings.failed(),
                    endings.major(),
                    endings.stopped(),
                    endings.givenUp(),
                    endings.open(),
                    DoraMetricsResponse.ShareWithInterval.of(endings.failRate()));
        }
    }

    static GateScoreResponse of(QuarterlyGateReport score, @Nullable String environment) {
        return new GateScoreResponse(
                score.quarter().toString(),
                score.quarter().from(),
                score.quarter().to(),
                environment,
                score.gates().stream()
                        .map(one -> GateTotals.of(one.gate(), one.sum()))
                        .toList(),
                GateTotals.of(null, score.all()),
                ChangeOutcomeCounts.of(score.overridden()),
                ChangeOutcomeCounts.of(score.others()),
                score.difference().orElse(null));
    }
}
