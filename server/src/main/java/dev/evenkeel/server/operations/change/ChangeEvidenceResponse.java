// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.core.stats.FailureRatioInterval;
import dev.evenkeel.engine.change.BeforeAfterComparison;
import dev.evenkeel.engine.stats.ObservedProportion;
import dev.evenkeel.server.operations.slo.SloEventCounts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a service was before a change and after it, as the API tells of it
/// (docs/reference/http-api.md).
///
/// @param label what is to stand beside every number of it
/// @param before minutes before the change began
/// @param after minutes after it was done, as far as they are over
/// @param objectives one for each SLO of the service
public record ChangeEvidenceResponse(
        String change, String service, String label, Period before, Period after, List<ObjectiveEvidence> objectives) {

    /// Whole minutes.
    ///
    /// @param to exclusive
    public record Period(Instant from, Instant to) {}

    /// Bad events of one side.
    ///
    /// @param low lower end of the share's interval at 95 %; null without events
    /// @param minutesKnown of the minutes that the stretch has
    public record PeriodCounts(
            long bad,
            long total,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high,
            long minutesKnown,
            long minutes) {
        private static PeriodCounts of(ObservedProportion bad, SloEventCounts counts) {
            boolean any = bad.all() > 0;
            return new PeriodCounts(
                    bad.some(),
                    bad.all(),
                    any ? bad.share() : null,
                    any ? bad.low() : null,
                    any ? bad.high() : null,
                    counts.sum().coverage().counted(),
                    counts.sum().coverage().asked());
        }
    }

    /// How many times as often events were bad after the change, at 95 %.
    ///
    /// @param high null when there is no upper end
    public record Ratio(double low, @Nullable Double high) {
        private static Ratio of(FailureRatioInterval interval) {
            return new Ratio(interval.low(), Double.isInfinite(interval.high()) ? null : interval.high());
        }
    }

    /// What one indicator says.
    ///
    /// @param ratio null when there is nothing to compare
    public record ObjectiveEvidence(
            String slo,
            BeforeAfterComparison.Conclusion answer,
            PeriodCounts before,
            PeriodCounts after,
            @Nullable Ratio ratio) {
        static ObjectiveEvidence of(SloEventCounts before, SloEventCounts after) {
            var compared =
                    BeforeAfterComparison.of(before.sum().counts(), after.sum().counts());
            return new ObjectiveEvidence(
                    before.slo(),
                    compared.answer(),
                    PeriodCounts.of(compared.before(), before),
                    PeriodCounts.of(compared.after(), after),
                    compared.ratio().map(Ratio::of).orElse(null));
        }
    }
}
