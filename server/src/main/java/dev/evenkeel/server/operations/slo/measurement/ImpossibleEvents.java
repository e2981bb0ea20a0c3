// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import dev.evenkeel.server.foundation.database.maintenance.ImpossibleRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Minutes of SLOs with more events than [dev.evenkeel.engine.slo.Reading#MAX_EVENTS]: nobody knows what they had.
@Configuration(proxyBeanMethods = false)
class ImpossibleEvents {
    @Bean
    ImpossibleRows impossibleSloMinutes() {
        return new ImpossibleRows(
                "slo_minute",
                "null",
                "total > 1000000000000000",
                "kind = 'FAILED', good = 0, total = 0",
                "more events than can be");
    }
}
