// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.boots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.TestServer;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// SDK data in the actuator, and data that it must not show.
@Timeout(60)
class ActuatorTest {
    private final TestServer server = new TestServer(7, RolloutFlags.plain("modern"));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void reportsHealthUpWithRevision() throws Exception {
        try (Application application = Application.start(server, Application.Plain.class)) {
            assertThat(application.get("/actuator/health/evenkeel"))
                    .contains("\"status\":\"UP\"", "\"state\":\"READY\"", "\"revision\":7");
        }
    }

    @Test
    void reportsUnknownHealthWithReasonWhenServerIsUnreachable() throws Exception {
        server.close();
        try (Application application = Application.start(
                server,
                Application.Plain.class,
                "evenkeel.start-timeout=0s",
                "management.health.jms.enabled=false",
                "management.health.mail.enabled=false")) {
            await().untilAsserted(() -> assertThat(application.get("/actuator/health/evenkeel"))
                    .contains("\"status\":\"UNKNOWN\"", "\"state\":\"NOT_READY\"", "the server cannot be reached"));
            assertThat(application.status("/actuator/health")).isEqualTo(200);
        }
    }

    @Test
    void reportsHealthUpWhenFlagsAreStale() throws Exception {
        try (Application application = Application.start(StarterTest.WithOwnEvenkeel.class)) {
            application.bean(FakeEvenkeel.class).setState(new SdkState.Stale("the line is down"));
            assertThat(application.get("/actuator/health/evenkeel"))
                    .contains("\"status\":\"UP\"", "\"state\":\"STALE\"", "the line is down");
        }
    }

    @Test
    void omitsHealthIndicatorWhenDisabled() throws Exception {
        try (Application application =
                Application.start(server, Application.Plain.class, "management.health.evenkeel.enabled=false")) {
            assertThat(application.get("/actuator/health/evenkeel")).doesNotContain("READY");
        }
    }

    @Test
    void endpointShowsStateRevisionAndCounts() throws Exception {
        try (Application application = Application.start(server, Application.Plain.class)) {
            assertThat(application.get("/actuator/evenkeel"))
                    .contains("\"state\":\"READY\"", "\"revision\":7", "\"callsRecorded\":0", "\"batchesSent\":");
        }
    }

    @Test
    void registersMeters() throws Exception {
        try (Application application = Application.start(server, Application.Plain.class)) {
            assertThat(application.get("/actuator/metrics/evenkeel.revision")).contains("\"value\":7");
            assertThat(application.get("/actuator/metrics/evenkeel.state?tag=state:ready"))
                    .contains("\"value\":1");
        }
    }

    @Test
    void masksSdkKeyInEndpointsThatShowAllValues() throws Exception {
        try (Application application = Application.start(
                server,
                Application.Plain.class,
                "a.text=a command line with " + TestServer.KEY + " in it",
                "management.endpoint.env.show-values=always",
                "management.endpoint.configprops.show-values=always")) {
            String environment = application.get("/actuator/env");
            assertThat(environment)
                    .contains("evenkeel.sdk-key", "a.text", "evenkeel.server", "http://127.0.0.1:" + server.port());
            assertThat(environment).doesNotContain(TestServer.KEY);
            String properties = application.get("/actuator/configprops");
            assertThat(properties).contains("sdkKey", "http://127.0.0.1:" + server.port());
            assertThat(properties).doesNotContain(TestServer.KEY);
        }
    }
}
