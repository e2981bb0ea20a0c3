// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.server.ServerAccess;
import dev.evenkeel.core.wire.SplitSide;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A rollout that stays at 50% while the load lasts, and is evaluated every second.
///
/// @param revision revision of its split
public record SteadyRollout(String flag, String id, long revision) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_SECONDS = 60;

    /// Starts a rollout and waits until its first step begins.
    ///
    /// @throws IOException when the server refuses it, or does not start it within a minute
    public static SteadyRollout start(ServerAccess server, String flag) throws IOException, InterruptedException {
        String order = """
                {"flag":"%s","control":"off","candidate":"on","reason":"load","plan":{"template":"fast","name":"load",
                 "seedSamples":100,"warmUp":"PT1S","incident":null,"breaker":null,"limits":{"step":"P2D","rollout":"P14D"},
                 "steps":[{"exposure":50,"dwell":"PT24H"},{"exposure":100,"dwell":"PT1S"}]}}""".formatted(flag);
        JsonNode started = send(
                "Bearer " + server.adminToken(),
                post(server, "/api/v1/environments/default/rollouts", BodyPublishers.ofString(order)));
        String id = started.path("id").asString();
        return new SteadyRollout(flag, id, revision(server, flag, id));
    }

    /// Returns why the rollout ended; empty while it is running.
    ///
    /// @throws IOException when the server refuses the request
    Optional<String> findEndReason(ServerAccess server) throws IOException, InterruptedException {
        JsonNode rollout = send(
                "Bearer " + server.adminToken(),
                HttpRequest.newBuilder(server.address().resolve("/api/v1/rollouts/" + id)));
        return rollout.path("status").asString().equals("RUNNING")
                ? Optional.empty()
                : Optional.of(rollout.path("decisions")
                        .valueStream()
                        .reduce((first, second) -> second)
                        .map(last -> flag + ": " + last.path("reason").asString())
                        .orElse(flag));
    }

    /* The first step begins once the guard has received calls of control, within a few seconds of them. */
    private static long revision(ServerAccess server, String flag, String id) throws IOException, InterruptedException {
        OutcomeBatchSource calls = null;
        for (int i = 0; i < MOST_SECONDS; i++) {
            JsonNode split = send(
                            "Bearer " + server.adminToken(),
                            HttpRequest.newBuilder(
                                    server.address().resolve("/api/v1/environments/default/flags/" + flag)))
                    .path("split");
            long revision = split.path("revision").asLong();
            if (split.path("exposureBasisPoints").asInt(0) > 0) {
                return revision;
            }
            calls = calls == null
                    ? new OutcomeBatchSource(server, List.of(new SteadyRollout(flag, id, revision)), "first-" + flag, 1)
                    : calls;
            send(
                    "Bearer " + server.sdkKey(),
                    post(
                            server,
                            "/sdk/v1/outcomes",
                            BodyPublishers.ofByteArray(calls.nextBatch(List.of(SplitSide.CONTROL)))));
            Thread.sleep(1_000);
        }
        throw new IOException("the rollout of " + flag + " did not begin within " + MOST_SECONDS + " s");
    }

    private static HttpRequest.Builder post(ServerAccess server, String path, BodyPublisher body) {
        return HttpRequest.newBuilder(server.address().resolve(path))
                .header("Content-Type", "application/json")
                .POST(body);
    }

    private static JsonNode send(String authorization, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request.header("Authorization", authorization).build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(
                        "the server answered " + answer.statusCode() + ": " + Objects.requireNonNull(answer.body()));
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        }
    }
}
