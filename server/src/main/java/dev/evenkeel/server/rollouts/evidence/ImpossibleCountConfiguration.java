// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.database.maintenance.InvalidRowRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The rules for rows with call counts that no process can have made. The limits are those of this version: of
/// a batch, and of the sum of the maximum number of batches in a minute or an hour.
@Configuration(proxyBeanMethods = false)
class ImpossibleCountConfiguration {
    private static final String REASON = "implausible call count";
    private static final String ENVIRONMENT = "environment";

    @Bean
    InvalidRowRule impossibleLatencies() {
        return rows("latency_batch", "calls not between 0 and 1000000000", "");
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

    /* The row of a batch is kept with zero counts, so that a retry is still detected as a duplicate. */
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
