// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.retention.ExpiredRowsTarget;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Events and what was planned of them go when they are old; the ledger that they were made of stays.
@Configuration(proxyBeanMethods = false)
class NotificationRetentionConfiguration {
    @Bean
    ExpiredRowsTarget agedEvents(JdbcClient jdbc, ServerStartOptions options) {
        return new ExpiredRowsTarget(
                jdbc, "event", "noted_at", options.retention().events());
    }

    @Bean
    ExpiredRowsTarget agedDeliveries(JdbcClient jdbc, ServerStartOptions options) {
        return new ExpiredRowsTarget(
                jdbc, "event_delivery", "made_at", options.retention().events());
    }
}
