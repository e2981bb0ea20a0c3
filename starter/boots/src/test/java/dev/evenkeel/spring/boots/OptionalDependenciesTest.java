// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.boots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/// Applications without some optional dependencies of the starter.
@Timeout(60)
class OptionalDependenciesTest {
    private static final String[] ALL_BUT_THE_ACTUATOR = {
        "dev.evenkeel.openfeature",
        "dev.openfeature",
        "io.micrometer",
        "io.opentelemetry",
        "jakarta.jms",
        "jakarta.mail",
        "jakarta.servlet",
        "org.springframework.jms",
        "org.springframework.mail",
        "org.springframework.web"
    };

    private static void startWithout(String... packages) {
        try (TestServer server = new TestServer(7, RolloutFlags.plain("modern"));
                ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.Plain.class)
                        .resourceLoader(new DefaultResourceLoader(new FilteredClassLoader(packages)))
                        .web(WebApplicationType.NONE)
                        .run(
                                "--evenkeel.server=http://127.0.0.1:" + server.port(),
                                "--evenkeel.sdk-key=" + TestServer.KEY)) {
            assertThat(context.getBean(Evenkeel.class).stats().revision()).isEqualTo(7);
        }
    }

    @Test
    void startsWithOnlySdkAndActuator() {
        startWithout(ALL_BUT_THE_ACTUATOR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.evenkeel.openfeature",
                "io.micrometer",
                "io.opentelemetry",
                "jakarta.jms",
                "jakarta.mail",
                "jakarta.servlet",
                "org.springframework.mail"
            })
    void startsWithoutAnySingleOptionalDependency(String missing) {
        startWithout(missing);
    }
}
