// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.sdk.Evenkeel;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// The health contributor `evenkeel` for the actuator of Spring Boot 3.
///
/// Up while there are flags to go by, stale ones too; else unknown, with the reason. It is never down: an
/// application whose flags cannot be renewed serves its callers all the same, and no load balancer should take
/// it out.
@AutoConfiguration(after = EvenkeelAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Evenkeel.class)
@ConditionalOnEnabledHealthIndicator("evenkeel")
public class Boot3HealthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "evenkeelHealthIndicator")
    HealthIndicator evenkeelHealthIndicator(Evenkeel evenkeel) {
        return () -> health(EvenkeelStatus.of(evenkeel));
    }

    private static Health health(EvenkeelStatus report) {
        Health.Builder health = report.isUp() ? Health.up() : Health.unknown();
        return health.withDetails(report.details()).build();
    }
}
