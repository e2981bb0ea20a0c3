// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.sdk.Evenkeel;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/// Auto-configuration of the `evenkeel` actuator endpoint, and of a sanitizer that hides the SDK key in the
/// other endpoints.
@AutoConfiguration(after = EvenkeelAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
public class EvenkeelActuatorAutoConfiguration {
    @Bean
    SdkKeySanitizer evenkeelSdkKeySanitizer(Environment environment) {
        return new SdkKeySanitizer(environment.getProperty("evenkeel.sdk-key"));
    }

    @Bean
    @ConditionalOnBean(Evenkeel.class)
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    EvenkeelEndpoint evenkeelEndpoint(Evenkeel evenkeel) {
        return new EvenkeelEndpoint(evenkeel);
    }
}
