// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.server.TestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A rollout that stays at one half for as long as the load lasts, and is judged every second.
///
/// @param revision of its split
record RunningRollout(String flag, String id, long revision) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Starts one.
    static RunningRollout start(TestServer server, String flag) throws IOException, InterruptedException {
        String order = """
                {"flag":"%s","control":"off","candidate":"on","reason":"load","plan":{"template":"fast","name":"load",
                 "seedSamples":100,"warmUp":"PT1S","incident":null,"breaker":null,
                 "steps":[{"exposure":50,"dwell":"PT24H"},{"exposure":100,"dwell":"PT1S"}]}}""".formatted(flag);
        JsonNode started = ask(
                server,
                HttpRequest.newBuilder(server.address().resolve("/api/v1/environments/default/rollouts"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(order)));
        return new RunningRollout(flag, started.path("id").asString(), revision(server, flag));
    }

    /* The first step is taken within a second. */
    private static long revision(TestServer server, String flag) throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            JsonNode split = ask(
                            server,
                            HttpRequest.newBuilder(
                                    server.address().resolve("/api/v1/environments/default/flags/" + flag)))
                    .path("split");
            if (split.path("exposure").asInt(0) > 0) {
                return split.path("revision").asLong();
            }
            Thread.sleep(100);
        }
        throw new IOException("the rollout of " + flag + " did not begin within 10 s");
    }

    private static JsonNode ask(TestServer server, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    request.header("Authorization", server.adminAuthorization()).build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(
                        "the server answered " + answer.statusCode() + ": " + Objects.requireNonNull(answer.body()));
            }
            return JSON.readTree(answer.body());
        }
    }
}
