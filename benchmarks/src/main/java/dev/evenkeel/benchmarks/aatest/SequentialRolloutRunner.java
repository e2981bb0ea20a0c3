// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.aatest;

import dev.evenkeel.examples.demo.client.JsonHttpClient;
import dev.evenkeel.examples.demo.process.ConditionPoller;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// Runner of rollouts, one after the other on each flag, until the required number is reached. Thread-safe.
final class SequentialRolloutRunner {
    private static final Set<String> RUNNING = Set.of("COLLECTING_BASELINE", "RUNNING");
    private static final ConditionPoller PATIENT = new ConditionPoller(Duration.ofHours(2), Duration.ofSeconds(1));

    private final JsonHttpClient api;
    private final AtomicInteger left;
    private final int total;
    private final Queue<EndedRollout> ended = new ConcurrentLinkedQueue<>();

    SequentialRolloutRunner(JsonHttpClient api, int total) {
        this.api = api;
        this.total = total;
        this.left = new AtomicInteger(total);
    }

    /// An ended rollout.
    ///
    /// @param reason reason of its last decision
    record EndedRollout(String id, String status, String reason) {}

    /// Runs all rollouts.
    ///
    /// @return the rollouts in the order in which they ended
    /// @throws IOException when the server refuses one, or one does not end within half an hour
    List<EndedRollout> run(List<String> flags) throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = flags.stream()
                    .map(flag -> threads.submit(() -> runSeries(flag)))
                    .toList();
            for (Future<Void> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return List.copyOf(ended);
    }

    private Void runSeries(String flag) throws IOException, InterruptedException {
        while (left.getAndDecrement() > 0) {
            /* A busy server can reject a request; a rejected start changes nothing. */
            String id = PATIENT.await("the start of a rollout of " + flag, () -> start(flag), started -> true);
            JsonNode last = PATIENT.await(
                    "the end of rollout " + id,
                    () -> api.get("/api/v1/rollouts/" + id),
                    rollout -> !RUNNING.contains(rollout.path("status").asString()));
            ended.add(new EndedRollout(id, last.path("status").asString(), reason(last)));
            System.err.println(ended.size() + " of " + total + ": " + id + " "
                    + last.path("status").asString());
        }
        return null;
    }

    private String start(String flag) throws IOException, InterruptedException {
        return api.post(
                        "/api/v1/environments/default/rollouts",
                        Map.of(
                                "flag", flag,
                                "control", "off",
                                "candidate", "on",
                                "reason", "a candidate that is the same as control",
                                "plan", Map.of("template", "fast", "name", "aa")))
                .path("id")
                .asString();
    }

    private static String reason(JsonNode rollout) {
        JsonNode decisions = rollout.path("decisions");
        return decisions.path(decisions.size() - 1).path("reason").asString("");
    }
}
