// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.observability.TracingCallListener;
import dev.evenkeel.sdk.CallStartListener;
import io.opentelemetry.api.trace.Span;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// Auto-configuration of the listener that records guarded calls on OpenTelemetry spans when OpenTelemetry is
/// on the class path, unless the application defines its own listener.
@AutoConfiguration(before = EvenkeelAutoConfiguration.class)
@ConditionalOnClass(Span.class)
public class EvenkeelTracingAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(CallStartListener.class)
    TracingCallListener evenkeelSpans() {
        return new TracingCallListener();
    }
}
