// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.boots;

import java.util.function.Supplier;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestTemplate;

/// A client from the builder of Spring Boot 4, whose package differs from Spring Boot 3.
@Configuration(proxyBeanMethods = false)
class BuiltTemplate {
    @Bean
    Supplier<RestTemplate> builtTemplate(RestTemplateBuilder builder) {
        return builder::build;
    }
}
