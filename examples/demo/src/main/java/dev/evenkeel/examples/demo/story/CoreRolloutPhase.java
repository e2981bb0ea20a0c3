// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.client.JsonHttpClient;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The rollout of the modern core in the stories of a decision. Confined to one thread.
final class CoreRolloutPhase {
    /// How it is taken back, as its rollback plan says at first.
    static final List<String> FIRST_STEPS_BACK = List.of("./evenkeel rollout abort payment-core", "tell support");

    /* The shipped fast plan with fewer steps; the median is what is promised of the modern core here. */
    private static final Map<String, Object> PLAN = plan();

    private final DemoEnvironment stage;
    private final DemoRunner run;
    private final ControlPlaneClient control;

    CoreRolloutPhase(DemoEnvironment stage, DemoRunner run, ControlPlaneClient control) {
        this.stage = stage;
        this.run = run;
        this.control = control;
    }

    private static Map<String, Object> plan() {
        Map<String, Object> guardrails = new HashMap<>(Map.of(
                "errors",
                Map.of("weight", 0.8, "toleratedExtra", 1),
                "latency",
                List.of(Map.of("quantile", 0.5, "weight", 0.2, "advanceRatio", 1.1)),
                "metrics",
                List.of(Map.of("metric", "double-bookings", "kind", "ZERO_TOLERANCE"))));
        guardrails.put("rank", null);
        return Map.of(
                "template",
                "fast",
                "name",
                "core migration",
                "seedSamples",
                2_000,
                "steps",
                List.of(
                        Map.of("exposure", 20, "dwell", "PT5S"),
                        Map.of("exposure", 50, "dwell", "PT5S"),
                        Map.of("exposure", 100, "dwell", "PT5S")),
                "guardrails",
                guardrails);
    }

    /// Orders it.
    JsonHttpClient.JsonResponse order(String reason) throws IOException, InterruptedException {
        return control.tryRollout(PLAN, reason);
    }

    /// Orders it as soon as the gates are open, and watches it to its end, which must be that it is complete.
    void run(StabilityClient practice, PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        String id = startWhenOpen(practice);
        run.screen().line("watch it: " + stage.consoleLink(id));
        Instant began = Instant.now();
        long failuresBefore = traffic.failures();
        JsonNode ended = run.await(control, id, traffic, DemoRunner::isEverywhere);
        run.demand(
                ended.path("status").asString().equals("COMPLETED"),
                "the migration must end COMPLETED, it is "
                        + ended.path("status").asString() + ": "
                        + DemoRunner.lastDecision(ended).path("reason").asString());
        run.fact("at 100 % after", DemoRunner.seconds(Duration.between(began, Instant.now())));
        run.fact("payments failed meanwhile", (traffic.failures() - failuresBefore) + " messages");
        run.fact("latency p50", LatencyComparisonFormatter.describe(ended, "p50"));
        run.checkReplay(control, id);
    }

    private String startWhenOpen(StabilityClient practice)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        Attempt started = run.await(
                () -> attempt(practice),
                attempt -> !attempt.id().isEmpty(),
                attempt -> "gates: " + attempt.gates().path("words").asString());
        StabilityClient.list(started.gates().path("gates")).forEach(this::showOpen);
        return started.id();
    }

    /// @param id of the rollout that was started; empty while gates are closed
    private record Attempt(JsonNode gates, String id) {}

    private Attempt attempt(StabilityClient practice)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        JsonNode gates = practice.gates();
        if (!gates.path("open").asBoolean()) {
            return new Attempt(gates, "");
        }
        JsonHttpClient.JsonResponse answer = order("migrate");
        run.demand(answer.isDone() || answer.status() == 409, "the migration cannot be started: " + answer);
        return new Attempt(gates, answer.isDone() ? answer.body().path("id").asString() : "");
    }

    private void showOpen(JsonNode gate) {
        run.fact(
                "gate " + gate.path("gate").asString(),
                "open: " + gate.path("reason").asString());
    }
}
