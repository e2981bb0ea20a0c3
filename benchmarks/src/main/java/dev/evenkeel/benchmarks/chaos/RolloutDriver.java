// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.examples.demo.client.JsonHttpClient;
import dev.evenkeel.examples.demo.process.ConditionPoller;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Driver that runs rollouts of one flag, one after the other, until it is stopped: healthy candidates, and
/// every third time a faulty one. Runs in a separate thread.
final class RolloutDriver implements Runnable {
    private static final ConditionPoller PATIENT = new ConditionPoller(Duration.ofMinutes(10), Duration.ofMillis(300));
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int EVERY_THIRD = 3;

    private final JsonHttpClient api;
    private final RolloutTarget change;
    private final CandidateSwitch candidate;
    private final List<StartedRollout> driven = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    RolloutDriver(JsonHttpClient api, RolloutTarget change, CandidateSwitch candidate) {
        this.api = api;
        this.change = change;
        this.candidate = candidate;
    }

    /// The subject of the rollouts.
    record RolloutTarget(String environment, String flag, String control, String candidate) {}

    /// Switch that makes the candidate faulty, or healthy again.
    @FunctionalInterface
    interface CandidateSwitch {
        void setBad(boolean yes) throws IOException, InterruptedException;
    }

    /// A rollout started by the driver.
    record StartedRollout(String id, boolean bad) {}

    List<StartedRollout> startedRollouts() {
        return List.copyOf(driven);
    }

    /// Prevents further rollouts.
    void stop() {
        over = true;
    }

    @Override
    public void run() {
        try {
            for (int round = 0; !over; round++) {
                runRollout(round);
                Thread.sleep(PAUSE);
            }
        } catch (IOException e) {
            System.err.println("chaos: no more rollouts of " + change.flag() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runRollout(int round) throws IOException, InterruptedException {
        boolean bad = round % EVERY_THIRD == 1;
        candidate.setBad(bad);
        String reason = (bad ? "bad" : "good") + " candidate " + round;
        String id = PATIENT.await("a rollout of " + change.flag(), () -> tryStart(reason), found -> !found.isEmpty());
        driven.add(new StartedRollout(id, bad));
        RolloutResponse ended = PATIENT.await(
                "the end of rollout " + id,
                () -> api.get("/api/v1/rollouts/" + id, RolloutResponse.class),
                rollout -> rollout.status().isEnded());
        System.err.println("chaos: " + change.flag() + ", " + reason + ": " + ended.status());
        candidate.setBad(false);
    }

    /* A start request whose response was lost may have succeeded, even much later. */
    private String tryStart(String reason) throws IOException, InterruptedException {
        Optional<RolloutResponse> running = running();
        if (running.isPresent()) {
            String id = running.get().id();
            if (running.get().reason().equals(reason)) {
                return id;
            }
            api.post("/api/v1/rollouts/" + id + "/abort", Map.of("reason", "superseded"));
        }
        return api.post(
                        "/api/v1/environments/" + change.environment() + "/rollouts",
                        Map.of(
                                "flag", change.flag(),
                                "control", change.control(),
                                "candidate", change.candidate(),
                                "plan", plan(),
                                "reason", reason))
                .path("id")
                .asString();
    }

    private Optional<RolloutResponse> running() throws IOException, InterruptedException {
        return Stream.of(api.get("/api/v1/rollouts", RolloutResponse[].class))
                .filter(rollout -> rollout.flag().equals(change.flag())
                        && !rollout.status().isEnded())
                .findFirst();
    }

    /* Guards only errors, with wide margins and only against control: the campaign does not test how well
     * a step is proven, and an overloaded machine makes calls of both variants fail. */
    private static Map<String, Object> plan() {
        Map<String, Object> plan = new HashMap<>(Map.of(
                "template",
                "fast",
                "name",
                "chaos",
                "seedSamples",
                100,
                "warmUp",
                "PT1S",
                "steps",
                List.of(step(10), step(50), step(100)),
                "guardrails",
                Map.of("errors", Map.of("weight", 1, "toleratedExtra", 10), "latency", List.of()),
                "blindness",
                Map.of("noDataAfter", "PT10S", "rollBackAfter", "PT10M", "rollBackFrom", 25)));
        plan.put("incident", null);
        plan.put("breaker", null);
        return plan;
    }

    private static Map<String, Object> step(int exposure) {
        return Map.of("exposure", exposure, "dwell", "PT3S");
    }
}
