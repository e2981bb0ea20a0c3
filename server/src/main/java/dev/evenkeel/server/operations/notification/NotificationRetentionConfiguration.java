// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.retention.ExpiredRowsTarget;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The retention of events and deliveries; the audit log is kept.
@Configuration(proxyBeanMethods = false)
class NotificationRetentionConfiguration {
    @Bean
    ExpiredRowsTarget agedEvents(JdbcClient jdbc, ServerStartOptions options) {
        return new ExpiredRowsTarget(
                jdbc, "event", "recorded_at", options.retention().events());
    }

    @Bean
    ExpiredRowsTarget agedDeliveries(JdbcClient jdbc, ServerStartOptions options) {
        return new ExpiredRowsTarget(
                jdbc, "notification_delivery", "created_at", options.retention().events());
    }
}
