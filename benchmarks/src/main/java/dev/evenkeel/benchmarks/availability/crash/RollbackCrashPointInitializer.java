// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability.crash;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Adds the [RollbackCrashPoint] to a server. Spring Boot finds this class by `META-INF/spring.factories`, if it is
/// on the class path of the server.
public final class RollbackCrashPointInitializer implements ApplicationContextInitializer<GenericApplicationContext> {
    public RollbackCrashPointInitializer() {}

    @Override
    public void initialize(GenericApplicationContext context) {
        context.registerBean(
                RollbackCrashPoint.class, () -> new RollbackCrashPoint(() -> context.getBean(JdbcClient.class)));
    }
}
