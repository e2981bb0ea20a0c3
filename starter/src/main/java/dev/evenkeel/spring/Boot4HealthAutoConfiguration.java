// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.sdk.Evenkeel;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/// Auto-configuration of the `evenkeel` health contributor for the actuator of Spring Boot 4.
///
/// Reports `UP` while flags are available, including stale ones; otherwise `UNKNOWN` with the reason. It
/// never reports `DOWN`: an application that cannot refresh its flags still serves requests, so a load
/// balancer must not remove it.
@AutoConfiguration(after = EvenkeelAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Evenkeel.class)
@ConditionalOnEnabledHealthIndicator("evenkeel")
public class Boot4HealthAutoConfiguration {
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
