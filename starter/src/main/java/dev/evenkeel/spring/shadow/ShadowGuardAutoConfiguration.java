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

/// Keeps shadow calls from sending anything out by HTTP, JMS or mail. Takes the mark of incoming requests over,
/// and along to tasks of the application's executor.
///
/// Switched off by `evenkeel.shadow.guarded=false`; it stays where `evenkeel.enabled` is false, for requests of
/// other services.
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "evenkeel.shadow.guarded", matchIfMissing = true)
public class ShadowGuardAutoConfiguration {
    /* Read from the environment: the beans before which the guards stand must not wait for those of properties. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ShadowEgressPolicy evenkeelShadowGate(Environment environment) {
        EvenkeelProperties.ShadowProperties shadow =
                Binder.get(environment).bindOrCreate("evenkeel.shadow", EvenkeelProperties.ShadowProperties.class);
        return new ShadowEgressPolicy(shadow.allow());
    }

    /* Only one decorator is applied in Boot 3.5, so one of the application's own has precedence. */
    @Bean
    @ConditionalOnMissingBean(TaskDecorator.class)
    ShadowTaskDecorator evenkeelShadowTaskDecorator() {
        return new ShadowTaskDecorator();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClient.class)
    static class HttpConfiguration {
        @Bean
        static ShadowHttpClientPostProcessor evenkeelShadowHttpGuard(ShadowEgressPolicy gate) {
            return new ShadowHttpClientPostProcessor(new ShadowHttpInterceptor(gate));
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
        static ShadowJmsPostProcessor evenkeelShadowJmsGuard(ShadowEgressPolicy gate) {
            return new ShadowJmsPostProcessor(gate);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({JavaMailSenderImpl.class, Session.class})
    static class MailConfiguration {
        @Bean
        static ShadowMailPostProcessor evenkeelShadowMailGuard(ShadowEgressPolicy gate) {
            return new ShadowMailPostProcessor(gate);
        }
    }
}
