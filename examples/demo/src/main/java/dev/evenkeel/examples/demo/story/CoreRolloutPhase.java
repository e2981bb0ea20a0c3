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

/// The rollout of the modern core in the decision stories.
final class CoreRolloutPhase {
    /// The first version of the rollback plan.
    static final List<String> FIRST_STEPS_BACK = List.of("./evenkeel rollout abort payment-core", "tell support");

    /* The shipped fast plan with fewer steps; the only latency guardrail is for the median. */
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

    /// Requests the rollout.
    JsonHttpClient.JsonResponse tryStart(String reason) throws IOException, InterruptedException {
        return control.tryStartRollout(PLAN, reason);
    }

    /// Starts the rollout as soon as the gates are open and watches it until it ends. It must complete.
    void run(StabilityClient practice, PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        String id = startWhenOpen(practice);
        run.screen().line("watch it: " + stage.consoleLink(id));
        Instant began = Instant.now();
        long failuresBefore = traffic.failures();
        JsonNode ended = run.await(control, id, traffic, DemoRunner::isActiveEverywhere);
        run.require(
                ended.path("status").asString().equals("COMPLETED"),
                "the migration must end COMPLETED, it is "
                        + ended.path("status").asString() + ": "
                        + DemoRunner.lastDecision(ended).path("reason").asString());
        run.recordFact("at 100 % after", DemoRunner.seconds(Duration.between(began, Instant.now())));
        run.recordFact("payments failed meanwhile", (traffic.failures() - failuresBefore) + " messages");
        run.recordFact("latency p50", LatencyComparisonFormatter.describe(ended, "p50"));
        run.checkReplay(control, id);
    }

    private String startWhenOpen(StabilityClient practice)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        Attempt started = run.await(
                () -> attempt(practice),
                attempt -> !attempt.id().isEmpty(),
                attempt -> "gates: " + attempt.gates().path("summary").asString());
        StabilityClient.toList(started.gates().path("gates")).forEach(this::showOpen);
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
        JsonHttpClient.JsonResponse answer = tryStart("migrate");
        run.require(answer.isSuccess() || answer.status() == 409, "the migration cannot be started: " + answer);
        return new Attempt(gates, answer.isSuccess() ? answer.body().path("id").asString() : "");
    }

    private void showOpen(JsonNode gate) {
        run.recordFact(
                "gate " + gate.path("gate").asString(),
                "open: " + gate.path("reason").asString());
    }
}
