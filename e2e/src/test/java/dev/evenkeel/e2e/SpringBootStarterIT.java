// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.SdkState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/// An application of Spring Boot with the starter, on a server as built.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringBootStarterIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private FlagServer server;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        server = FlagServer.start(folder, flags("old"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String flags(String variant) {
        return """
                {"flags": {"core": {"state": "ENABLED", "variants": {"old": "o", "new": "n"}, "defaultVariant": "%s"}}}""".formatted(variant);
    }

    private ConfigurableApplicationContext application(String key) {
        return SpringApplication.run(
                Application.class,
                "--spring.main.web-application-type=none",
                "--evenkeel.server=" + server.address(),
                "--evenkeel.sdk-key=" + key);
    }

    private static Health health(ConfigurableApplicationContext application) {
        return Objects.requireNonNull(application
                .getBean("evenkeelHealthIndicator", HealthIndicator.class)
                .health());
    }

    @Test
    void evaluatesGuardedChangesWithFlagsOfServer() throws IOException, InterruptedException {
        try (ConfigurableApplicationContext application = application(FlagServer.SDK_KEY)) {
            Evenkeel evenkeel = application.getBean(Evenkeel.class);
            var change = evenkeel.<String, String>guardedChange("core")
                    .control("old", argument -> "old way")
                    .candidate("new", argument -> "new way")
                    .build();
            assertThat(change.run(EvaluationContext.of("u"), "x")).isEqualTo("old way");
            server.publish(flags("new"));
            await().atMost(LIMIT)
                    .until(() -> change.run(EvaluationContext.of("u"), "x").equals("new way"));
            assertThat(health(application).getStatus()).isEqualTo(Status.UP);
            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
    }

    @Test
    void reportsInvalidSdkKeyAsUnknownHealth() {
        try (ConfigurableApplicationContext application = application("another-key")) {
            await().atMost(LIMIT)
                    .until(() -> application.getBean(Evenkeel.class).state() instanceof SdkState.InError);
            assertThat(health(application).getStatus()).isEqualTo(Status.UNKNOWN);
            assertThat(health(application).getDetails())
                    .containsEntry("state", "IN_ERROR")
                    .hasEntrySatisfying(
                            "reason", reason -> assertThat(reason.toString()).contains("configure a valid key"));
        }
    }
}
