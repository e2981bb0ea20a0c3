// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// `/metrics` for Prometheus: text format 0.0.4, or OpenMetrics if the client accepts it.
@RestController
class MetricsController {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsController.class);
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final PrometheusMeterRegistry meters;
    private final List<PreScrapeMetricsRefresher> sources;

    MetricsController(PrometheusMeterRegistry meters, List<PreScrapeMetricsRefresher> sources) {
        this.meters = meters;
        this.sources = sources;
    }

    /// Returns metrics in the Prometheus text format, or as OpenMetrics if the client accepts it.
    @GetMapping("/metrics")
    @OpenApiResponseSchema(text = {"text/plain", "application/openmetrics-text"})
    ResponseEntity<String> metrics(@RequestHeader(HttpHeaders.ACCEPT) Optional<String> accept) {
        refresh(sources);
        String format = accept.filter(types -> types.contains(OPEN_METRICS))
                .map(types -> OPEN_METRICS + "; version=1.0.0; charset=utf-8")
                .orElse(TEXT);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(format)).body(meters.scrape(format));
    }

    /// Refreshes meters; a failure does not affect the other sources.
    static void refresh(List<PreScrapeMetricsRefresher> sources) {
        sources.forEach(MetricsController::refresh);
    }

    private static void refresh(PreScrapeMetricsRefresher source) {
        try {
            source.refresh();
        } catch (RuntimeException e) {
            LOG.warn("Some metrics are stale, because their refresh failed: {}", e.toString());
        }
    }
}
