// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.server.foundation.config.ServerOptions;
import dev.evenkeel.server.foundation.retention.AgedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Events and what was planned of them go when they are old; the ledger that they were made of stays.
@Configuration(proxyBeanMethods = false)
class EventRetention {
    @Bean
    AgedRows agedEvents(JdbcClient jdbc, ServerOptions options) {
        return new AgedRows(jdbc, "event", "noted_at", options.retention().events());
    }

    @Bean
    AgedRows agedDeliveries(JdbcClient jdbc, ServerOptions options) {
        return new AgedRows(
                jdbc, "event_delivery", "made_at", options.retention().events());
    }
}
