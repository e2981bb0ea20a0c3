// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.database.maintenance.InvalidRowRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Counts of calls that no process can have made. The bounds are those of what this version stores: of a batch,
/// and of what the most batches in a minute or an hour add up to.
@Configuration(proxyBeanMethods = false)
class ImpossibleCountConfiguration {
    private static final String REASON = "more calls than can be";
    private static final String ENVIRONMENT = "environment";

    @Bean
    InvalidRowRule impossibleLatencies() {
        return rows("latency_arrival", "calls not between 0 and 1000000000", "");
    }

    @Bean
    InvalidRowRule impossibleLatencyHours() {
        return rows("latency_hour", "calls not between 0 and 1000000000000000", "");
    }

    @Bean
    InvalidRowRule impossibleMinutes() {
        return rows("outcome_minute", "calls > 1000000000000000", "");
    }

    @Bean
    InvalidRowRule impossibleHours() {
        return rows("outcome_hour", "calls > 60000000000000000", "");
    }

    /* The name of a batch stays, so that it counts once. */
    @Bean
    InvalidRowRule impossibleBatches() {
        return rows("outcome_batch", """
                calls not between 0 and 1000000000 or unattributed not between 0 and 1000000000
                or dropped not between 0 and 1000000000000""", "calls = 0, unattributed = 0, dropped = 0");
    }

    @Bean
    InvalidRowRule impossibleTotals() {
        return rows("outcome_total", """
                calls not between 0 and 1000000000000000000 or unattributed not between 0 and 1000000000000000000
                or dropped not between 0 and 1000000000000000000""", "calls = 0, unattributed = 0, dropped = 0");
    }

    @Bean
    InvalidRowRule impossibleLosses() {
        return rows("outcome_loss", """
                unattributed not between 0 and 1000000000000000000
                or dropped not between 0 and 1000000000000000000""", "");
    }

    private static InvalidRowRule rows(String table, String condition, String correction) {
        return new InvalidRowRule(table, ENVIRONMENT, condition, correction, REASON);
    }
}
