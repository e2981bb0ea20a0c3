// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.sdk.CallStartListener;
import dev.evenkeel.sdk.Evenkeel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// Auto-configuration of one `Evenkeel` bean, closed with the application context, unless the application
/// defines a bean of that type or sets `evenkeel.enabled=false`.
@AutoConfiguration
@EnableConfigurationProperties(EvenkeelProperties.class)
public class EvenkeelAutoConfiguration {
    @Bean
    @ConditionalOnBooleanProperty(name = "evenkeel.enabled", matchIfMissing = true)
    @ConditionalOnMissingBean
    Evenkeel evenkeel(EvenkeelProperties properties, ObjectProvider<CallStartListener> callStartListener) {
        return Evenkeel.start(properties.toConfig(callStartListener.getIfAvailable()));
    }
}
