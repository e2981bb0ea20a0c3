// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import dev.evenkeel.server.foundation.database.maintenance.InvalidRowRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A repair rule for SLO minutes with more events than [dev.evenkeel.engine.slo.MinuteCount#MAX_EVENTS]: their
/// real count is unknown.
@Configuration(proxyBeanMethods = false)
class SloMinuteInvalidRowConfiguration {
    @Bean
    InvalidRowRule impossibleSloMinutes() {
        return new InvalidRowRule(
                "slo_minute",
                "null",
                "total > 1000000000000000",
                "kind = 'FAILED', good = 0, total = 0",
                "more events than the limit");
    }
}
