// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.retention.ExpiredRowsTarget;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The retention of evidence tables whose rows are deleted without totals.
@Configuration(proxyBeanMethods = false)
class OutcomeRetentionConfiguration {
    /* The latency baseline of a rollout uses only the newest calls. */
    private static final Duration LATENCIES_KEPT = Duration.ofDays(7);

    @Bean
    ExpiredRowsTarget agedLatencies(JdbcClient jdbc) {
        return new ExpiredRowsTarget(jdbc, "latency_hour", "hour", LATENCIES_KEPT);
    }

    @Bean
    ExpiredRowsTarget agedBatchTotals(JdbcClient jdbc, ServerStartOptions options) {
        return new ExpiredRowsTarget(
                jdbc, "outcome_total", "known_since", options.retention().totals());
    }

    @Bean
    ExpiredRowsTarget agedRowsSetAside(JdbcClient jdbc, ServerStartOptions options) {
        return new ExpiredRowsTarget(
                jdbc, "quarantined_row", "quarantined_at", options.retention().totals());
    }

    @Bean
    ExpiredRowsTarget agedLosses(JdbcClient jdbc, ServerStartOptions options) {
        return new ExpiredRowsTarget(
                jdbc, "outcome_loss", "minute", options.retention().totals());
    }
}
