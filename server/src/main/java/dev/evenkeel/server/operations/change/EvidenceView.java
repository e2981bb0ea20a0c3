// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.core.stats.RatioInterval;
import dev.evenkeel.engine.change.BeforeAfter;
import dev.evenkeel.engine.stats.Proportion;
import dev.evenkeel.server.operations.slo.SloCounts;
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
public record EvidenceView(
        String change, String service, String label, Stretch before, Stretch after, List<OfObjective> objectives) {

    /// Whole minutes.
    ///
    /// @param to exclusive
    public record Stretch(Instant from, Instant to) {}

    /// Bad events of one side.
    ///
    /// @param low lower end of the share's interval at 95 %; null without events
    /// @param minutesKnown of the minutes that the stretch has
    public record Side(
            long bad,
            long total,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high,
            long minutesKnown,
            long minutes) {
        private static Side of(Proportion bad, SloCounts counts) {
            boolean any = bad.all() > 0;
            return new Side(
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
        private static Ratio of(RatioInterval interval) {
            return new Ratio(interval.low(), Double.isInfinite(interval.high()) ? null : interval.high());
        }
    }

    /// What one indicator says.
    ///
    /// @param ratio null when there is nothing to compare
    public record OfObjective(
            String slo,
            BeforeAfter.Answer answer,
            Side before,
            Side after,
            @Nullable Ratio ratio) {
        static OfObjective of(SloCounts before, SloCounts after) {
            var compared = BeforeAfter.of(before.sum().counts(), after.sum().counts());
            return new OfObjective(
                    before.slo(),
                    compared.answer(),
                    Side.of(compared.before(), before),
                    Side.of(compared.after(), after),
                    compared.ratio().map(Ratio::of).orElse(null));
        }
    }
}
