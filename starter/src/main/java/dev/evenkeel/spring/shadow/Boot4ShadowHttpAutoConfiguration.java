// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;

/// Auto-configuration that adds the shadow guard to every HTTP client created by the builders of Spring Boot
/// 4.
@AutoConfiguration(after = ShadowGuardAutoConfiguration.class)
@ConditionalOnClass(RestClientCustomizer.class)
@ConditionalOnBean(ShadowHttpClientPostProcessor.class)
public class Boot4ShadowHttpAutoConfiguration {
    @Bean
    RestClientCustomizer evenkeelShadowRestClientCustomizer(ShadowHttpClientPostProcessor guard) {
        return guard::addInterceptor;
    }

    @Bean
    RestTemplateCustomizer evenkeelShadowRestTemplateCustomizer(ShadowHttpClientPostProcessor guard) {
        return guard::addInterceptor;
    }
}
