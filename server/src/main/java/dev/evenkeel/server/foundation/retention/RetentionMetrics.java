// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import dev.evenkeel.server.foundation.monitoring.PreScrapeMetricsRefresher;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Metrics of data with a retention period. Costs one short query per table and scrape.
@Component
class RetentionMetrics implements PreScrapeMetricsRefresher {
    private static final double MILLIS = 1_000;

    private final RetentionSweep sweep;
    private final Clock clock;
    private final Instant startedAt;
    private final MultiGauge oldest;

    RetentionMetrics(RetentionSweep sweep, Clock clock, MeterRegistry meters) {
        this.sweep = sweep;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.oldest = MultiGauge.builder("evenkeel.retention.oldest.row.age.seconds")
                .description("Age of the oldest row of a table with a retention period.")
                .register(meters);
        Gauge.builder("evenkeel.retention.last.sweep.age.seconds", this, RetentionMetrics::lastSweepAge)
                .description("Time since this server last finished a retention sweep, or since it started.")
                .register(meters);
        for (RetentionTarget one : sweep.listTargets()) {
            FunctionCounter.builder(
                            "evenkeel.retention.deleted.rows",
                            sweep,
                            counted -> counted.totalPurged(one.table()).rows())
                    .tag("table", one.table())
                    .description("Rows that retention deleted since this server started.")
                    .register(meters);
            FunctionCounter.builder(
                            "evenkeel.retention.deleted.partitions",
                            sweep,
                            counted -> counted.totalPurged(one.table()).partitions())
                    .tag("table", one.table())
                    .description("Partitions that retention deleted since this server started.")
                    .register(meters);
        }
    }

    @Override
    public void refresh() {
        Instant now = clock.instant();
        List<Row<Number>> rows = new ArrayList<>();
        for (RetentionTarget one : sweep.listTargets()) {
            one.findOldest().ifPresent(at -> rows.add(Row.of(Tags.of("table", one.table()), age(at, now))));
        }
        oldest.register(rows, true);
    }

    private double lastSweepAge() {
        return age(sweep.findLastRun().orElse(startedAt), clock.instant());
    }

    private static double age(Instant at, Instant now) {
        return Math.max(0, Duration.between(at, now).toMillis()) / MILLIS;
    }
}
