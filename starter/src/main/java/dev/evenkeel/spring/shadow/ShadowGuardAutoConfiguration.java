// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import dev.evenkeel.spring.EvenkeelProperties;
import jakarta.jms.ConnectionFactory;
import jakarta.mail.Session;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.web.client.RestClient;
import org.springframework.web.filter.OncePerRequestFilter;

/// Auto-configuration of the shadow guard, which blocks outbound HTTP, JMS and mail of shadow calls. Reads
/// the shadow mark of incoming requests and propagates it to tasks of the application's executor.
///
/// `evenkeel.shadow.block-outbound=false` disables it. It stays active with `evenkeel.enabled=false`, because
/// other services may send marked requests.
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "evenkeel.shadow.block-outbound", matchIfMissing = true)
public class ShadowGuardAutoConfiguration {
    /* Read from the environment: the beans that the guards wrap must not wait for the properties beans. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ShadowEgressPolicy evenkeelShadowGate(Environment environment) {
        EvenkeelProperties.ShadowProperties shadow =
                Binder.get(environment).bindOrCreate("evenkeel.shadow", EvenkeelProperties.ShadowProperties.class);
        return new ShadowEgressPolicy(shadow.allowedDestinations());
    }

    /* Spring Boot 3.5 applies only one decorator, so a decorator of the application takes precedence. */
    @Bean
    @ConditionalOnMissingBean(TaskDecorator.class)
    ShadowTaskDecorator evenkeelShadowTaskDecorator() {
        return new ShadowTaskDecorator();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClient.class)
    static class HttpConfiguration {
        @Bean
        static ShadowHttpClientPostProcessor evenkeelShadowHttpGuard(ShadowEgressPolicy egressPolicy) {
            return new ShadowHttpClientPostProcessor(new ShadowHttpInterceptor(egressPolicy));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({OncePerRequestFilter.class, Filter.class})
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class ServletConfiguration {
        @Bean
        ShadowRequestFilter evenkeelShadowFilter() {
            return new ShadowRequestFilter();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConnectionFactory.class)
    static class JmsConfiguration {
        @Bean
        static ShadowJmsPostProcessor evenkeelShadowJmsGuard(ShadowEgressPolicy egressPolicy) {
            return new ShadowJmsPostProcessor(egressPolicy);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({JavaMailSenderImpl.class, Session.class})
    static class MailConfiguration {
        @Bean
        static ShadowMailPostProcessor evenkeelShadowMailGuard(ShadowEgressPolicy egressPolicy) {
            return new ShadowMailPostProcessor(egressPolicy);
        }
    }
}
