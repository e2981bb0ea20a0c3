// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.DetectionCoverageReport;
import dev.evenkeel.engine.detection.DetectionOutcome;
import dev.evenkeel.engine.stats.ObservedProportion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A coverage as the HTTP API shows it (docs/reference/http-api.md). Lengths of time are seconds.
///
/// @param level chance with which an interval covers its share
/// @param caught by any rule, of those that can be judged
/// @param paged by a rule that calls at once, of those that can be judged
/// @param delays how long after the onset a rule calls, shortest first
record DetectionCoverageResponse(
        double level,
        CoverageShare caught,
        CoverageShare paged,
        long noSignal,
        long guard,
        List<Double> delays,
        List<CoveredIncident> incidents) {
    private static final double LEVEL = 0.95;

    static DetectionCoverageResponse of(DetectionCoverageReport report) {
        return new DetectionCoverageResponse(
                LEVEL,
                CoverageShare.of(report.caught()),
                CoverageShare.of(report.paged()),
                report.noSignal(),
                report.guard(),
                report.delays().stream().map(DetectionCoverageResponse::seconds).toList(),
                report.incidents().stream().map(CoveredIncident::of).toList());
    }

    /// So many of so many, with Wilson's interval; null of none.
    record CoverageShare(
            long some,
            long all,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high) {
        static CoverageShare of(ObservedProportion share) {
            boolean any = share.all() > 0;
            return new CoverageShare(
                    share.some(),
                    share.all(),
                    any ? share.share() : null,
                    any ? share.low() : null,
                    any ? share.high() : null);
        }
    }

    /// One incident.
    record CoveredIncident(
            String incident,
            Instant onset,
            DetectionOutcome.State state,
            @Nullable RuleAlert call,
            @Nullable RuleAlert page,
            String words) {
        static CoveredIncident of(DetectionOutcome caught) {
            return new CoveredIncident(
                    caught.incident(),
                    caught.onset(),
                    caught.state(),
                    RuleAlert.of(caught.call()),
                    RuleAlert.of(caught.page()),
                    caught.words());
        }
    }

    /// A rule that calls.
    ///
    /// @param before whether it called at the onset already
    record RuleAlert(String rule, Instant at, double afterSeconds, boolean before) {
        static @Nullable RuleAlert of(DetectionOutcome.@Nullable Alert call) {
            return call == null ? null : new RuleAlert(call.rule(), call.at(), seconds(call.after()), call.before());
        }
    }

    private static double seconds(Duration length) {
        return length.toNanos() / 1e9;
    }
}
