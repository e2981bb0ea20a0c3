// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
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

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestServer.json(response).get("code").asString()).isEqualTo(code);
        assertThat(TestServer.json(response).get("remedy").asString()).isNotBlank();
    }
}
