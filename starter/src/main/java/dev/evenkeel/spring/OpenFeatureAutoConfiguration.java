// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.openfeature.EvenkeelProvider;
import dev.evenkeel.sdk.Evenkeel;
import dev.openfeature.sdk.FeatureProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// Auto-configuration that makes Evenkeel the default OpenFeature provider when `evenkeel-openfeature` is on
/// the class path, unless the application defines a provider bean.
@AutoConfiguration(after = EvenkeelAutoConfiguration.class)
@ConditionalOnClass(EvenkeelProvider.class)
@ConditionalOnBean(Evenkeel.class)
public class OpenFeatureAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(FeatureProvider.class)
    OpenFeatureProviderRegistration evenkeelOpenFeatureProvider(Evenkeel evenkeel) {
        return new OpenFeatureProviderRegistration(evenkeel);
    }
}
