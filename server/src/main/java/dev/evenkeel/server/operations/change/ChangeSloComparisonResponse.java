// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.core.stats.FailureRatioInterval;
import dev.evenkeel.engine.change.BeforeAfterComparison;
import dev.evenkeel.engine.stats.ObservedProportion;
import dev.evenkeel.server.operations.slo.SloEventCounts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A comparison of a service's SLOs before and after a change, as the HTTP API returns it
/// (docs/reference/http-api.md).
///
/// @param label label for each number of the comparison
/// @param before the minutes before the change started
/// @param after the elapsed minutes after the change finished
/// @param objectives one entry for each SLO of the service
public record ChangeSloComparisonResponse(
        String change,
        String service,
        String label,
        ComparedTimeRange before,
        ComparedTimeRange after,
        List<ObjectiveEvidence> objectives) {

    /// A period of whole minutes.
    ///
    /// @param to exclusive
    public record ComparedTimeRange(Instant from, Instant to) {}

    /// The bad events of one period.
    ///
    /// @param low lower end of the 95% confidence interval of the share; null without events
    /// @param minutesWithData minutes of the period that have data
    public record PeriodBadEventCounts(
            long bad,
            long total,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high,
            long minutesWithData,
            long minutes) {
        private static PeriodBadEventCounts of(ObservedProportion bad, SloEventCounts counts) {
            boolean any = bad.total() > 0;
            return new PeriodBadEventCounts(
                    bad.count(),
                    bad.total(),
                    any ? bad.share() : null,
                    any ? bad.low() : null,
                    any ? bad.high() : null,
                    counts.sum().coverage().counted(),
                    counts.sum().coverage().requested());
        }
    }

    /// The 95% confidence interval of the ratio of the bad-event share after the change to that before.
    ///
    /// @param high null when there is no upper end
    public record RatioInterval(double low, @Nullable Double high) {
        private static RatioInterval of(FailureRatioInterval interval) {
            return new RatioInterval(interval.low(), Double.isInfinite(interval.high()) ? null : interval.high());
        }
    }

    /// The comparison for one SLO.
    ///
    /// @param ratio null when there is nothing to compare
    public record ObjectiveEvidence(
            String slo,
            BeforeAfterComparison.Conclusion conclusion,
            PeriodBadEventCounts before,
            PeriodBadEventCounts after,
            @Nullable RatioInterval ratio) {
        static ObjectiveEvidence of(SloEventCounts before, SloEventCounts after) {
            var compared =
                    BeforeAfterComparison.of(before.sum().counts(), after.sum().counts());
            return new ObjectiveEvidence(
                    before.slo(),
                    compared.conclusion(),
                    PeriodBadEventCounts.of(compared.before(), before),
                    PeriodBadEventCounts.of(compared.after(), after),
                    compared.ratio().map(RatioInterval::of).orElse(null));
        }
    }
}
