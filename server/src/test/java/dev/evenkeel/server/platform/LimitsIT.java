// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.wire.OutcomeBatch;
import dev.evenkeel.wire.WireCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What happens beyond each bound, and that it is told.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitsIT {
    private static final Map<String, String> SMALL = Map.of(
            "evenkeel.telemetry-at-once", "2",
            "evenkeel.looks-at-once", "2",
            "evenkeel.body-seconds", "1",
            "evenkeel.batches-per-second", "5");
    private static final String FLAG =
            "{\"state\":\"ENABLED\",\"variants\":{\"on\":true,\"off\":false},\"defaultVariant\":\"off\"}";

    private TestServer server;

    @BeforeAll
    void start() {
        SMALL.forEach(System::setProperty);
        try {
            server = TestServer.start();
        } finally {
            SMALL.keySet().forEach(System::clearProperty);
        }
        server.put("/api/v1/environments/default/flags", "{\"flags\":{\"core\":" + FLAG + "}}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /* Batches hang on a table that somebody holds. */
    @Test
    void telemetryIsTurnedAwayBeforeFlagsAndOrders() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection connection = server.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table outcome_batch in exclusive mode");
            List<Future<HttpResponse<String>>> hanging = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                String instance = "hanging-" + i;
                hanging.add(threads.submit(() -> batch(instance)));
            }
            await().until(() -> metric("evenkeel_limit_used", "telemetry-at-once") == 2);

            HttpResponse<String> late = batch("late");
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(TestServer.json(late).get("code").stringValue()).isEqualTo("overloaded");
            assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(server.send(server.asSdk("/sdk/v1/flags")).statusCode()).isEqualTo(200);
            assertThat(server.get("/api/v1/rollouts").statusCode()).isEqualTo(200);
            assertThat(server.post("/api/v1/environments/default/flags/core/kill", "{}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(metric("evenkeel_limit_refused_total", "telemetry-at-once"))
                    .isOne();

            rollBack(connection);
            for (Future<HttpResponse<String>> one : hanging) {
                assertThat(one.get().statusCode()).isEqualTo(200);
            }
            await().until(() -> metric("evenkeel_limit_used", "telemetry-at-once") == 0);
            HttpResponse<String> again = batch("late");
            assertThat(again.body()).isEqualTo("{\"accepted\":true}");
        }
    }

    private static void rollBack(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Test
    void aKeyThatSendsTooFastHasToWait() {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 200 && !seen.contains(429); i++) {
            seen.add(batch("fast-" + i).statusCode());
        }
        assertThat(seen).contains(200, 429);
        assertThat(metric("evenkeel_limit_refused_total", "batches-per-second")).isPositive();
        await().atMost(Duration.ofSeconds(30)).until(() -> batch("slower").statusCode() == 200);
    }

    @Test
    void aBodyThatTricklesIsGivenUp() throws IOException {
        String head = "PUT /api/v1/environments/default/flags HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + TestServer.ADMIN_TOKEN + "\r\nContent-Length: 1000\r\n\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            Thread dripping = Thread.ofVirtual().start(() -> drip(socket));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            dripping.interrupt();
            assertThat(answer).startsWith("HTTP/1.1 408").contains("\"too-slow\"", "within 1 s");
        }
        assertThat(metric("evenkeel_limit_refused_total", "body-seconds")).isOne();
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    /* A byte now and then, until the other side has had enough. */
    private static void drip(Socket socket) {
        try {
            for (int i = 0; i < 900; i++) {
                socket.getOutputStream().write(' ');
                socket.getOutputStream().flush();
                Thread.sleep(50);
            }
        } catch (IOException e) {
            /* The server has closed it. */
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void everyLimitIsTold() {
        HttpResponse<String> large = server.send(server.asAdmin("/api/v1/changes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(" ".repeat(1_000_001))));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(metric("evenkeel_limit_refused_total", "body-bytes")).isOne();
        assertThat(metric("evenkeel_limit", "body-bytes")).isEqualTo(1_000_000);
        assertThat(metric("evenkeel_limit", "batch-bytes")).isEqualTo(2_000_000);
        assertThat(metric("evenkeel_limit", "definition-bytes")).isEqualTo(10_000_000);
        assertThat(metric("evenkeel_limit", "telemetry-at-once")).isEqualTo(2);
        assertThat(metric("evenkeel_limit", "looks-at-once")).isEqualTo(2);
        assertThat(metric("evenkeel_limit", "streams")).isPositive();
        assertThat(metric("evenkeel_limit", "ofrep-requests-per-second")).isEqualTo(50_000);
        assertThat(metric("evenkeel_limit_used", "streams")).isZero();
    }

    private HttpResponse<String> batch(String instance) {
        var batch = new OutcomeBatch(instance, 1, Instant.parse("2026-01-01T00:00:00Z"), 0, List.of());
        return server.send(server.asSdk("/sdk/v1/outcomes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireCodec.encode(batch))));
    }

    private double metric(String name, String limit) {
        String all = server.send(server.asAdmin("/metrics")).body();
        Matcher line = Pattern.compile("^" + name + "\\{limit=\"" + limit + "\"\\} (\\S+)$", Pattern.MULTILINE)
                .matcher(all);
        assertThat(line.find()).as("%s of %s", name, limit).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
