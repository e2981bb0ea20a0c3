// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.config.ServerOptions;
import dev.evenkeel.server.foundation.retention.AgedRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What of telemetry goes without leaving sums.
@Configuration(proxyBeanMethods = false)
class TelemetryRetention {
    /* A rollout's latency reference is from the newest calls. */
    private static final Duration LATENCIES_KEPT = Duration.ofDays(7);

    @Bean
    AgedRows agedLatencies(JdbcClient jdbc) {
        return new AgedRows(jdbc, "latency_hour", "hour", LATENCIES_KEPT);
    }

    @Bean
    AgedRows agedBatchTotals(JdbcClient jdbc, ServerOptions options) {
        return new AgedRows(
                jdbc, "outcome_total", "closed_at", options.retention().totals());
    }

    @Bean
    AgedRows agedRowsSetAside(JdbcClient jdbc, ServerOptions options) {
        return new AgedRows(jdbc, "set_aside", "at", options.retention().totals());
    }

    @Bean
    AgedRows agedLosses(JdbcClient jdbc, ServerOptions options) {
        return new AgedRows(jdbc, "outcome_loss", "minute", options.retention().totals());
    }
}
