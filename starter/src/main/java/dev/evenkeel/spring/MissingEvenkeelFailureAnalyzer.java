// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.sdk.Evenkeel;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/// Failure analyzer that reports that Evenkeel is disabled when a bean of the application requires it.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingEvenkeelFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {
    private final boolean switchedOn;

    MissingEvenkeelFailureAnalyzer(Environment environment) {
        switchedOn = environment.getProperty("evenkeel.enabled", Boolean.class, true);
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        ResolvableType wanted = cause.getResolvableType();
        if (switchedOn || wanted == null || !Evenkeel.class.equals(wanted.getRawClass())) {
            return null;
        }
        return new FailureAnalysis(
                "A bean requires dev.evenkeel.sdk.Evenkeel, but none exists, because evenkeel.enabled is false: "
                        + rootFailure.getMessage(),
                "Remove evenkeel.enabled=false, define a bean of that type, such as a FakeEvenkeel in tests, or inject"
                        + " an ObjectProvider<Evenkeel>.",
                cause);
    }
}
