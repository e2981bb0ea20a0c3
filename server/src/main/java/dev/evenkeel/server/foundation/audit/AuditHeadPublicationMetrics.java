// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.server.foundation.monitoring.PreScrapeMetricsRefresher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Metrics of the publication of chain heads. Costs two queries per scrape where heads are published.
@Component
class AuditHeadPublicationMetrics implements PreScrapeMetricsRefresher {
    private static final double MILLIS = 1_000;

    private final AuditHeadService heads;
    private final List<String> places;
    private final Clock clock;
    private final Instant started;
    private final MultiGauge age;
    private final MultiGauge unpublished;

    AuditHeadPublicationMetrics(
            AuditHeadService heads, AuditHeadPublisher publishing, Clock clock, MeterRegistry meters) {
        this.heads = heads;
        this.places = publishing.destinationNames();
        this.clock = clock;
        this.started = clock.instant();
        this.age = MultiGauge.builder("evenkeel.audit.head.age.seconds")
                .description("Age of the newest published audit log head; uptime of this server if there is none.")
                .register(meters);
        this.unpublished = MultiGauge.builder("evenkeel.audit.unpublished.entries")
                .description("Entries of the audit log that no published head covers yet.")
                .register(meters);
    }

    @Override
    public void refresh() {
        if (!places.isEmpty()) {
            Map<String, PublishedHead> newest = heads.listPublished().stream()
                    .collect(Collectors.toMap(PublishedHead::destination, publication -> publication));
            long last = heads.head().number();
            Instant now = clock.instant();
            register(age, place -> {
                PublishedHead published = newest.get(place);
                Instant since = published == null ? started : published.head().at();
                return Math.max(0, Duration.between(since, now).toMillis()) / MILLIS;
            });
            register(unpublished, place -> {
                PublishedHead published = newest.get(place);
                return Math.max(
                        0,
                        last - (published == null ? 0 : published.head().head().number()));
            });
        }
    }

    private void register(MultiGauge gauge, ToDoubleFunction<String> value) {
        gauge.register(
                places.stream()
                        .map(place -> Row.of(Tags.of("destination", place), value.applyAsDouble(place)))
                        .toList(),
                true);
    }
}
