// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.engine.notification.NotificationChannelType;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A server does not send to non-public addresses unless allowed, however the address is written.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NotificationChannelAddressIT {
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final AtomicInteger reached = new AtomicInteger();
    private HttpServer internalServer;
    private TestServer server;

    @BeforeAll
    void start() throws IOException {
        internalServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        internalServer.createContext("/", exchange -> {
            reached.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        internalServer.start();
        server = TestServer.startOnFreshDatabase(List.of("--admin-token", TestServer.ADMIN_TOKEN));
    }

    @BeforeEach
    void deleteChannels() {
        reached.set(0);
        server.bean(JdbcClient.class).sql("delete from notification_channel").update();
    }

    @AfterAll
    void stop() {
        server.close();
        internalServer.stop(0);
    }

    private String hookUrl(String host) {
        return "http://" + host + ":" + internalServer.getAddress().getPort() + "/hook";
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"})
    void rejectsChannelWithNonPublicAddress(String host) {
        HttpResponse<String> response = server.put(
                "/api/v1/notification-channels/inside",
                Json.of("{'type':'WEBHOOK','url':'%s','secret':'%s'}", hookUrl(host), SECRET));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        JsonNode problem = TestServer.json(response);
        assertThat(problem.get("problems").get(0).get("pointer").stringValue()).isEqualTo("/url");
        assertThat(problem.get("detail").stringValue())
                .contains("which is not a public address", "serve --allow-outbound", "The channel was not changed");
        assertThat(TestServer.json(server.get("/api/v1/notification-channels"))).isEmpty();
        assertThat(reached).hasValue(0);
    }

    /* As one that was set before the server was told otherwise, or whose name meant something else then. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void blocksDeliveryToStoredNonPublicAddress(String host) {
        server.bean(NotificationChannelRepository.class)
                .save(new NotificationChannel(
                        "inside", NotificationChannelType.WEBHOOK, URI.create(hookUrl(host)), SECRET));
        JsonNode tested = TestServer.json(server.post("/api/v1/notification-channels/inside/test", "{}"));
        assertThat(tested.get("delivered").booleanValue()).isFalse();
        assertThat(tested.get("response").stringValue())
                .isEqualTo("no response: " + host + " resolves to " + (host.equals("localhost") ? "127.0.0.1" : host)
                        + ", which is not a public address; to allow it: ./evenkeel serve --allow-outbound " + host);
        assertThat(reached).hasValue(0);
    }

    @Test
    void deliversToHostAllowedByName() {
        try (TestServer allowing = TestServer.startOnFreshDatabase(
                List.of("--admin-token", TestServer.ADMIN_TOKEN, "--allow-outbound", "localhost"))) {
            allowing.put(
                    "/api/v1/notification-channels/inside",
                    Json.of("{'type':'WEBHOOK','url':'%s','secret':'%s'}", hookUrl("localhost"), SECRET));
            JsonNode tested = TestServer.json(allowing.post("/api/v1/notification-channels/inside/test", "{}"));
            assertThat(tested.get("delivered").booleanValue())
                    .as(tested.toString())
                    .isTrue();
            assertThat(reached).hasValue(1);
        }
    }
}
