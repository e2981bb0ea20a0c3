// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.DoraMetrics;
import dev.evenkeel.engine.stats.EmpiricalDurationDistribution;
import dev.evenkeel.engine.stats.ObservedProportion;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// DORA metrics as the HTTP API returns them (docs/reference/http-api.md).
record DoraMetricsResponse(
        Instant from,
        Instant to,
        @Nullable String service,
        @Nullable String environment,
        long deployments,
        double perWeek,
        DurationQuantiles leadTime,
        ShareWithInterval changeFailRate,
        DurationQuantiles recoveryTime,
        long unrecovered,
        ShareWithInterval reworkRate,
        long guardRollbacks,
        long open) {

    /// Quantiles of durations; null when there are no values.
    record DurationQuantiles(
            int count,
            @Nullable Duration p50,
            @Nullable Duration p90,
            @Nullable Duration longest) {
        static DurationQuantiles of(EmpiricalDurationDistribution spans) {
            return new DurationQuantiles(
                    spans.count(),
                    spans.quantile(0.5).orElse(null),
                    spans.quantile(0.9).orElse(null),
                    spans.quantile(1).orElse(null));
        }
    }

    /// A share with its 95% confidence interval; the numbers are null when the total is 0.
    record ShareWithInterval(
            long count,
            long total,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high) {
        static ShareWithInterval of(ObservedProportion proportion) {
            return proportion.total() == 0
                    ? new ShareWithInterval(0, 0, null, null, null)
                    : new ShareWithInterval(
                            proportion.count(),
                            proportion.total(),
                            proportion.share(),
                            proportion.low(),
                            proportion.high());
        }
    }

    static DoraMetricsResponse of(ReportedChangeQueries.ChangeQuery changeQuery, DoraMetrics measures) {
        return new DoraMetricsResponse(
                measures.from(),
                measures.to(),
                changeQuery.service(),
                changeQuery.environment(),
                measures.deployments(),
                measures.perWeek(),
                DurationQuantiles.of(measures.leadTime()),
                ShareWithInterval.of(measures.failRate()),
                DurationQuantiles.of(measures.recovery()),
                measures.unrecovered(),
                ShareWithInterval.of(measures.rework()),
                measures.stopped(),
                measures.open());
    }
}
