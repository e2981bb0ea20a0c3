// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.boots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.ShadowCallMarker;
import dev.evenkeel.sdk.TestServer;
import dev.evenkeel.spring.shadow.ShadowCallBlockedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jms.core.JmsClient;

/// The JMS client that Spring Boot 4 adds.
@Timeout(60)
class JmsClientTest {
    @Test
    void blocksSendFromShadowCall() {
        try (TestServer server = new TestServer(7, RolloutFlags.plain("modern"));
                Application application = Application.start(server, Application.Plain.class)) {
            JmsClient.OperationSpec queue = application.bean(JmsClient.class).destination("payments.client");
            ShadowCallMarker.run(
                    "payment-core",
                    () -> assertThatThrownBy(() -> queue.send("second answer"))
                            .isInstanceOf(ShadowCallBlockedException.class)
                            .hasMessageContaining("payments.client"));
            queue.send("real");
            assertThat(queue.receive(String.class)).contains("real");
        }
    }
}
