// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.boots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.TestServer;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import dev.openfeature.sdk.OpenFeatureAPI;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Applications with the starter: the bean, its configuration, and messages when it is missing.
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class StarterTest {
    @RegisterExtension
    static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

    private final TestServer server = new TestServer(7, RolloutFlags.plain("modern"));

    @AfterEach
    void close() {
        server.close();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.Plain.class)
    static class WithOwnEvenkeel {
        @Bean
        Evenkeel mine() {
            return new FakeEvenkeel();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.Plain.class)
    static class NeedsEvenkeel {
        @Bean
        String needing(Evenkeel evenkeel) {
            return evenkeel.toString();
        }
    }

    @Test
    void createsReadyBeanAtStart(CapturedOutput output) {
        try (Application application = Application.start(server, Application.Plain.class)) {
            Evenkeel evenkeel = application.bean(Evenkeel.class);
            assertThat(evenkeel.state()).isEqualTo(new SdkState.Ready());
            assertThat(evenkeel.evaluate(RolloutFlags.FLAG, EvaluationContext.of("u"))
                            .variant())
                    .isEqualTo("modern");
            assertThat(server.openStreams()).isEqualTo(1);
        }
        assertThat(output.getAll()).as("warnings of Spring").doesNotContain("is not eligible");
    }

    @Test
    void closesSdkWithApplication() {
        try (Application application = Application.start(server, Application.Plain.class)) {
            assertThat(application.bean(Evenkeel.class)).isNotNull();
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("evenkeel-flags")));
    }

    @Test
    void doesNotLogSdkKey(CapturedOutput output) {
        try (Application application = Application.start(server, Application.Plain.class)) {
            assertThat(application.bean(Evenkeel.class)).isNotNull();
        }
        assertThat(output.getAll()).isNotEmpty().doesNotContain(TestServer.KEY);
    }

    @Test
    void backsOffWhenApplicationDefinesOwnBean() {
        try (Application application = Application.start(WithOwnEvenkeel.class)) {
            assertThat(application.bean(Evenkeel.class)).isInstanceOf(FakeEvenkeel.class);
        }
    }

    @Test
    void explainsMissingServerProperty(CapturedOutput output) {
        assertThatThrownBy(() -> Application.start(Application.Plain.class, "evenkeel.sdk-key=a-secret"))
                .isNotNull();
        assertThat(output.getAll())
                .contains("Evenkeel cannot start without evenkeel.server.")
                .contains("evenkeel.server    URL of the server")
                .contains("evenkeel.enabled=false")
                .doesNotContain("a-secret");
    }

    @Test
    void reportsAllInvalidPropertiesAtOnce(CapturedOutput output) {
        assertThatThrownBy(() -> Application.start(
                        Application.Plain.class,
                        "evenkeel.server=ftp://flags.example.com",
                        "evenkeel.sdk-key=not visible",
                        "evenkeel.stale-after=0s"))
                .isNotNull();
        assertThat(output.getAll())
                .contains("server must be an http or https URL")
                .contains("sdkKey must be visible ASCII characters")
                .contains("staleAfter must be 1 ms to 1 day, got PT0S")
                .doesNotContain("not visible");
    }

    @Test
    void createsNoBeanWhenDisabled() {
        try (Application application = Application.start(Application.Plain.class, "evenkeel.enabled=false")) {
            assertThatThrownBy(() -> application.bean(Evenkeel.class))
                    .isInstanceOf(NoSuchBeanDefinitionException.class);
        }
    }

    @Test
    void explainsMissingBeanWhenDisabled(CapturedOutput output) {
        assertThatThrownBy(() -> Application.start(NeedsEvenkeel.class, "evenkeel.enabled=false"))
                .isNotNull();
        assertThat(output.getAll())
                .contains("but none exists, because evenkeel.enabled is false")
                .contains("Remove evenkeel.enabled=false");
    }

    @Test
    void registersOpenFeatureProviderWhileApplicationRuns() {
        OpenFeatureAPI api = OpenFeatureAPI.getInstance();
        try (Application application = Application.start(server, Application.Plain.class)) {
            assertThat(application.bean(Evenkeel.class)).isNotNull();
            assertThat(api.getProviderMetadata().getName()).isEqualTo("Evenkeel");
            assertThat(api.getClient().getStringValue(RolloutFlags.FLAG, "none"))
                    .isEqualTo("m");
        }
        assertThat(api.getProviderMetadata().getName()).isNotEqualTo("Evenkeel");
        assertThat(api.getClient().getStringValue(RolloutFlags.FLAG, "none")).isEqualTo("none");
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void addsVariantToOpenTelemetrySpan() {
        try (Application application = Application.start(server, Application.Plain.class)) {
            var change = application
                    .bean(Evenkeel.class)
                    .<String, String>guardedChange(RolloutFlags.FLAG)
                    .control(RolloutFlags.CONTROL, argument -> argument)
                    .candidate(RolloutFlags.CANDIDATE, argument -> argument)
                    .build();
            Span span = OTEL.getOpenTelemetry()
                    .getTracer("test")
                    .spanBuilder("payment")
                    .startSpan();
            try (Scope scope = span.makeCurrent()) {
                change.run(EvaluationContext.of("u"), "x");
            }
            span.end();
        }
        assertThat(OTEL.getSpans())
                .singleElement()
                .extracting(done -> done.getAttributes().get(AttributeKey.stringKey("evenkeel.variant.payment-core")))
                .isEqualTo("modern");
    }
}
