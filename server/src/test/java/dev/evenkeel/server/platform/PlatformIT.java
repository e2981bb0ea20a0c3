// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PlatformIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void saysWhereItListensOnceItIsReady() {
        assertThat(server.output()).contains("Ready http://127.0.0.1:");
        HttpResponse<String> health = server.send(server.request("/health"));
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(health).get("database").asString()).isEqualTo("up");
    }

    @Test
    void answersAnUnknownPathWithAProblem() {
        assertProblem(server.get("/api/v1/nothing"), 404, "path-not-found");
    }

    @Test
    void answersAWrongMethodWithAProblem() {
        assertProblem(server.post("/health", "{}"), 405, "method-not-allowed");
    }

    @Test
    void answersAnUnreadableParameterWithAProblem() {
        assertProblem(server.get("/api/v1/audit?limit=many"), 400, "malformed");
    }

    @Test
    void answersAMissingBodyWithAProblem() {
        HttpResponse<String> empty = server.send(server.asAdmin("/api/v1/environments/default/flags")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.noBody()));
        assertProblem(empty, 400, "malformed");
    }

    @Test
    void answersABodyAboveTheLimitWithAProblemWhetherItsLengthIsToldOrNot() {
        byte[] large = new byte[1_000_001];
        assertProblem(
                server.send(server.asSdk("/sdk/v1/acks").POST(BodyPublishers.ofByteArray(large))), 413, "too-large");
        assertProblem(
                server.send(server.asSdk("/sdk/v1/acks")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                413,
                "too-large");
    }

    @Test
    void answersRequestsThatTheWebServerRefusesWithAProblem() throws IOException {
        assertThat(raw("GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n")).contains("HTTP/1.1 400", "\"code\":\"malformed\"");
        assertThat(raw("GET / HTTP/1.1\r\n\r\n")).contains("HTTP/1.1 400").doesNotContain("<html");
        assertThat(raw("NONSENSE\r\n\r\n")).contains("HTTP/1.1 400", "\"code\":\"malformed\"", "\"errorDetails\":");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(server.uri("/").getHost(), server.uri("/").getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestServer.json(response).get("code").asString()).isEqualTo(code);
        assertThat(TestServer.json(response).get("remedy").asString()).isNotBlank();
    }
}
