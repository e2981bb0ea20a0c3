// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Trusted proxies may set the client address and the scheme; other clients may not.
final class TrustedProxyIT {
    private static final String CLIENT = "203.0.113.7";

    /* Signs in with the header of a proxy. */
    private static HttpResponse<String> signIn(TestServer server, String forwardedFor) {
        return server.send(server.request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", forwardedFor)
                .header("X-Forwarded-Proto", "https")
                .POST(BodyPublishers.ofString("name=anna&password=wrong")));
    }

    private static List<String> limited(TestServer server) {
        return server.bean(JdbcClient.class)
                .sql("SELECT DISTINCT subject FROM sign_in_failure")
                .query((row, index) -> String.valueOf(row.getString("subject")))
                .list();
    }

    @Test
    void ignoresForwardedHeadersFromUntrustedAddress() {
        try (TestServer server = TestServer.start("--trusted-proxy", "10.0.0.0/8")) {
            assertThat(signIn(server, CLIENT).headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
            assertThat(limited(server))
                    .anyMatch(subject -> subject.contains("127.0.0.1"))
                    .noneMatch(subject -> subject.contains(CLIENT));
        }
    }

    @Test
    void skipsTrustedProxyAddressesInForwardedFor() {
        try (TestServer server = TestServer.start("--trusted-proxy=127.0.0.1", "--trusted-proxy=10.0.0.0/8")) {
            assertThat(signIn(server, CLIENT + ", 10.1.2.3").headers().firstValue("Strict-Transport-Security"))
                    .isPresent();
            assertThat(limited(server))
                    .anyMatch(subject -> subject.contains(CLIENT))
                    .noneMatch(subject -> subject.contains("10.1.2.3"));
        }
    }
}
