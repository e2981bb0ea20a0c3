// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.DoraMeasures;
import dev.evenkeel.engine.stats.Proportion;
import dev.evenkeel.engine.stats.Spans;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// DORA's measures as the API tells of them (docs/reference/http-api.md).
record DoraView(
        Instant from,
        Instant to,
        @Nullable String service,
        @Nullable String environment,
        long deployments,
        double perWeek,
        Span leadTime,
        Share changeFailRate,
        Span recoveryTime,
        long unrecovered,
        Share reworkRate,
        long stoppedByTheGuard,
        long open) {

    /// Lengths of time; the quantiles are null of none.
    record Span(
            int count,
            @Nullable Duration p50,
            @Nullable Duration p90,
            @Nullable Duration longest) {
        static Span of(Spans spans) {
            return new Span(
                    spans.count(),
                    spans.quantile(0.5).orElse(null),
                    spans.quantile(0.9).orElse(null),
                    spans.quantile(1).orElse(null));
        }
    }

    /// A share with its interval at 95 %; the numbers are null of none.
    record Share(
            long some,
            long all,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high) {
        static Share of(Proportion proportion) {
            return proportion.all() == 0
                    ? new Share(0, 0, null, null, null)
                    : new Share(
                            proportion.some(),
                            proportion.all(),
                            proportion.share(),
                            proportion.low(),
                            proportion.high());
        }
    }

    static DoraView of(Changes.Question question, DoraMeasures measures) {
        return new DoraView(
                measures.from(),
                measures.to(),
                question.service(),
                question.environment(),
                measures.deployments(),
                measures.perWeek(),
                Span.of(measures.leadTime()),
                Share.of(measures.failRate()),
                Span.of(measures.recovery()),
                measures.unrecovered(),
                Share.of(measures.rework()),
                measures.stopped(),
                measures.open());
    }
}
