// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;

/// Gives the guard of HTTP to every client that the builders of Spring Boot 4 make.
@AutoConfiguration(after = ShadowGuardAutoConfiguration.class)
@ConditionalOnClass(RestClientCustomizer.class)
@ConditionalOnBean(ShadowHttpClientPostProcessor.class)
public class Boot4ShadowHttpAutoConfiguration {
    @Bean
    RestClientCustomizer evenkeelShadowRestClientCustomizer(ShadowHttpClientPostProcessor guard) {
        return guard::guard;
    }

    @Bean
    RestTemplateCustomizer evenkeelShadowRestTemplateCustomizer(ShadowHttpClientPostProcessor guard) {
        return guard::guard;
    }
}
