// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.observability.EvenkeelMetrics;
import dev.evenkeel.sdk.Evenkeel;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// Auto-configuration of the SDK's meters in the application's meter registry.
@AutoConfiguration(after = EvenkeelAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(Evenkeel.class)
public class EvenkeelMetricsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    EvenkeelMetrics evenkeelMeters(Evenkeel evenkeel) {
        return new EvenkeelMetrics(evenkeel);
    }
}
