// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Authorization and limits of event streams of rollouts.
final class RolloutStreamIT {
    private static TestServer server;
    private static TestUsers team;
    private static String path = "";

    @BeforeAll
    static void start() {
        server = TestServer.start();
        team = new TestUsers(server);
        path = "/api/v1/rollouts/" + new RolloutScene(server).start() + "/events";
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder byCookie(String cookie) {
        return server.request(path).header("Cookie", cookie);
    }

    private static HttpResponse<InputStream> open(HttpRequest.Builder request) {
        HttpResponse<InputStream> answer = server.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    @Test
    void closesStreamsWhenSessionOrTokenIsRevokedOrUserDisabled() {
        String anna = team.createUserAndSignIn("anna", "viewer");
        String bert = team.createUserAndSignIn("bert", "viewer");
        Thread ofSession = readInBackground(open(byCookie(anna)));
        Thread ofToken = readInBackground(open(team.requestWithToken(team.token(bert, "viewer"), path)));
        Thread ofPerson = readInBackground(open(byCookie(bert)));
        HttpResponse<InputStream> ofAdmin = open(server.asAdmin(path));

        revokeAll("/api/v1/sessions", "anna");
        revokeAll("/api/v1/tokens", "bert");
        await("the end of the session's stream").until(() -> !ofSession.isAlive());
        await("the end of the token's stream").until(() -> !ofToken.isAlive());
        assertThat(ofPerson.isAlive()).isTrue();
        assertThat(server.post("/api/v1/users/bert/disable", "").statusCode()).isEqualTo(200);
        await("the end of the person's stream").until(() -> !ofPerson.isAlive());
        close(ofAdmin);
    }

    private static void revokeAll(String collection, String person) {
        for (JsonNode one : TestServer.requireSuccess(server.get(collection))) {
            if (one.path("person").asString("").equals(person)) {
                HttpResponse<String> ended = server.send(
                        server.asAdmin(collection + "/" + one.path("id").asString())
                                .DELETE());
                assertThat(ended.statusCode()).as(ended.body()).isEqualTo(204);
            }
        }
    }

    /* Lives until the stream ends. */
    private static Thread readInBackground(HttpResponse<InputStream> stream) {
        return Thread.ofVirtual().start(() -> {
            try {
                stream.body().readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void close(HttpResponse<InputStream> stream) {
        try {
            stream.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void limitsStreamsPerCaller() throws IOException {
        String carla = team.createUserAndSignIn("carla", "viewer");
        String token = team.token(team.createUserAndSignIn("dora", "viewer"), "viewer");
        List<HttpResponse<InputStream>> streams = new ArrayList<>();
        HttpResponse<InputStream> next = server.send(byCookie(carla), BodyHandlers.ofInputStream());
        while (next.statusCode() == 200 && streams.size() < 500) {
            streams.add(next);
            next = server.send(byCookie(carla), BodyHandlers.ofInputStream());
        }
        assertThat(next.statusCode()).isEqualTo(503);
        assertThat(new String(next.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"too-many-streams\"", "carla");
        close(open(team.requestWithToken(token, path)));
        streams.forEach(RolloutStreamIT::close);
        await("places of the closed").untilAsserted(() -> close(open(byCookie(carla))));
    }
}
