// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.AlertReplayCoverageReport;
import dev.evenkeel.engine.detection.ReplayedIncidentDetection;
import dev.evenkeel.engine.stats.ObservedProportion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Detection coverage as the HTTP API returns it (docs/reference/http-api.md). Durations are in seconds.
///
/// @param level confidence level of the intervals, 0 to 1
/// @param detected share of evaluable incidents that any rule detects
/// @param paged share of evaluable incidents that a paging rule detects
/// @param detectionDelaysSeconds delays from the onset to the first alert, ascending
record AlertReplayCoverageResponse(
        double level,
        CoverageShare detected,
        CoverageShare paged,
        long noSignal,
        long guard,
        List<Double> detectionDelaysSeconds,
        List<CoveredIncident> incidents) {
    private static final double LEVEL = 0.95;

    static AlertReplayCoverageResponse of(AlertReplayCoverageReport report) {
        return new AlertReplayCoverageResponse(
                LEVEL,
                CoverageShare.of(report.detected()),
                CoverageShare.of(report.paged()),
                report.noSignal(),
                report.guard(),
                report.delays().stream()
                        .map(AlertReplayCoverageResponse::seconds)
                        .toList(),
                report.incidents().stream().map(CoveredIncident::of).toList());
    }

    /// A count out of a total, with Wilson's interval; share and interval are null when the total is 0.
    record CoverageShare(
            long count,
            long total,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high) {
        static CoverageShare of(ObservedProportion share) {
            boolean any = share.total() > 0;
            return new CoverageShare(
                    share.count(),
                    share.total(),
                    any ? share.share() : null,
                    any ? share.low() : null,
                    any ? share.high() : null);
        }
    }

    /// The coverage of one incident.
    record CoveredIncident(
            String incident,
            Instant onset,
            ReplayedIncidentDetection.State state,
            @Nullable ReplayedRuleAlert alert,
            @Nullable ReplayedRuleAlert page,
            String summary) {
        static CoveredIncident of(ReplayedIncidentDetection outcome) {
            return new CoveredIncident(
                    outcome.incident(),
                    outcome.onset(),
                    outcome.state(),
                    ReplayedRuleAlert.of(outcome.alert()),
                    ReplayedRuleAlert.of(outcome.firstPage()),
                    outcome.summary());
        }
    }

    /// An alert that a rule would raise.
    ///
    /// @param firingAtOnset whether the alert was already firing at the onset
    record ReplayedRuleAlert(String rule, Instant at, double afterSeconds, boolean firingAtOnset) {
        static @Nullable ReplayedRuleAlert of(ReplayedIncidentDetection.@Nullable SimulatedAlert call) {
            return call == null
                    ? null
                    : new ReplayedRuleAlert(call.rule(), call.at(), seconds(call.delay()), call.firingAtOnset());
        }
    }

    private static double seconds(Duration length) {
        return length.toNanos() / 1e9;
    }
}
