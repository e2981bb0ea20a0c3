// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class OfrepRateLimitIT {
    private static final String PROPERTY = "evenkeel.max-ofrep-requests-per-second";
    private static final int MANY = 200;

    @Test
    void returns429WithRetryAfterWhenRateIsExceeded() {
        System.setProperty(PROPERTY, "1");
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> answer = ask(server);
            for (int i = 0; i < MANY && answer.statusCode() != 429; i++) {
                answer = ask(server);
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(TestServer.json(answer).get("errorDetails").asString()).contains(PROPERTY);
        } finally {
            System.clearProperty(PROPERTY);
        }
    }

    private static HttpResponse<String> ask(TestServer server) {
        HttpRequest.Builder request = server.asSdk("/ofrep/v1/evaluate/flags").POST(BodyPublishers.noBody());
        return server.send(request);
    }
}
