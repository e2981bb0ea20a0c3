// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.api.GateOverrideApi.OverrideReviewTask;
import dev.evenkeel.server.foundation.monitoring.PreScrapeMetricsRefresher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Metrics for open override reviews. One query per scrape.
@Component
class OverrideReviewMetrics implements PreScrapeMetricsRefresher {
    private final OverrideReviewService reviews;
    private final Clock clock;
    private final MultiGauge pending;

    OverrideReviewMetrics(OverrideReviewService reviews, Clock clock, MeterRegistry meters) {
        this.reviews = reviews;
        this.clock = clock;
        this.pending = MultiGauge.builder("evenkeel.pending.override.reviews")
                .description("Overrides without a review, by state: due later or overdue.")
                .register(meters);
    }

    @Override
    public void refresh() {
        Instant now = clock.instant();
        List<OverrideReviewTask> open = reviews.listPending(null);
        long overdue = open.stream().filter(one -> one.isOverdue(now)).count();
        pending.register(
                List.of(
                        Row.of(Tags.of("state", "pending"), open.size() - overdue),
                        Row.of(Tags.of("state", "overdue"), overdue)),
                true);
    }
}
