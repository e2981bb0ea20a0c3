// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import dev.evenkeel.benchmarks.jmh.FlagDefinitionGenerator;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/// An editor of the flag `probe` that uses the HTTP API as an administrator does. Not thread-safe.
final class ProbeFlagEditor implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchmarkServer server;
    private final int flags;

    ProbeFlagEditor(BenchmarkServer server, int flags) {
        this.server = server;
        this.flags = flags;
    }

    /// A change in progress.
    ///
    /// @param sent when the request was sent, by `System.nanoTime()`
    /// @param answer completes when the change is committed
    record Change(long sent, CompletableFuture<EditResponse> answer) {}

    /// @param revision revision created by the change
    /// @param at when the response arrived, by `System.nanoTime()`
    record EditResponse(long revision, long at) {}

    /// Changes the value of the probe.
    Change setProbe(int value) {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/api/v1/environments/default/flags"))
                .header("Authorization", "Bearer " + server.adminToken())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(FlagDefinitionGenerator.withProbe(flags, value)))
                .build();
        return new Change(
                System.nanoTime(),
                client.sendAsync(request, BodyHandlers.ofString()).thenApply(ProbeFlagEditor::read));
    }

    private static EditResponse read(HttpResponse<String> answer) {
        long at = System.nanoTime();
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "the change was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return new EditResponse(JSON.readTree(answer.body()).path("revision").asLong(), at);
    }

    @Override
    public void close() {
        client.close();
    }
}
