// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.api.ChangeApi.ChangeOutcomeCounts;
import dev.evenkeel.api.ChangeApi.GateCostTotals;
import dev.evenkeel.api.ChangeApi.QuarterlyGateReportResponse;
import dev.evenkeel.engine.gate.QuarterlyGateReport;
import dev.evenkeel.engine.gate.QuarterlyGateReport.ChangesByOutcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Conversion of quarterly gate reports to responses.
final class QuarterlyGateReportResponses {
    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    private QuarterlyGateReportResponses() {}

    static QuarterlyGateReportResponse of(QuarterlyGateReport score, @Nullable String environment) {
        return new QuarterlyGateReportResponse(
                score.quarter().toString(),
                score.quarter().start(),
                score.quarter().end(),
                environment,
                score.gates().stream().map(one -> of(one.gate(), one.sum())).toList(),
                of(null, score.total()),
                of(score.overridden()),
                of(score.others()),
                score.failRateDifference().orElse(null));
    }

    private static GateCostTotals of(@Nullable String gate, QuarterlyGateReport.DenialAndOverrideTotals sum) {
        return new GateCostTotals(
                gate,
                sum.denials().started(),
                sum.denials().carriedOver(),
                BigDecimal.valueOf(sum.denials().delayed().toSeconds()).divide(DAY, 3, RoundingMode.HALF_UP),
                null,
                sum.overrides());
    }

    private static ChangeOutcomeCounts of(ChangesByOutcome endings) {
        return new ChangeOutcomeCounts(
                endings.clean(),
                endings.failed(),
                endings.major(),
                endings.rolledBackByGuard(),
                endings.aborted(),
                endings.open(),
                DoraMetricsResponses.of(endings.failRate()));
    }
}
