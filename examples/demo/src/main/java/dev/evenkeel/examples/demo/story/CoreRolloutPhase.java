// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.GateApi.GateCheckResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.rollout.RolloutStatus;
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

/// The rollout of the modern core in the decision stories.
final class CoreRolloutPhase {
    /// The first version of the rollback plan.
    static final List<String> FIRST_STEPS_BACK = List.of("./evenkeel rollout abort payment-core", "notify support");

    /* The shipped fast plan with fewer steps; the only latency guardrail is for the median. */
    private static final Map<String, Object> PLAN = plan();

    private final DemoEnvironment environment;
    private final DemoRunner runner;
    private final ControlPlaneClient control;

    CoreRolloutPhase(DemoEnvironment environment, DemoRunner runner, ControlPlaneClient control) {
        this.environment = environment;
        this.runner = runner;
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
    void run(StabilityClient client, PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        String id = startWhenOpen(client);
        runner.screen().line("watch it: " + environment.consoleLink(id));
        Instant began = Instant.now();
        long failuresBefore = traffic.failures();
        RolloutDetailResponse ended = runner.await(control, id, traffic, DemoRunner::isActiveEverywhere);
        runner.requireEnding("the migration", RolloutStatus.COMPLETED, ended);
        runner.recordFact(
                "reached 100% after", QuantityFormatter.formatElapsed(Duration.between(began, Instant.now())));
        runner.recordFact("failed payments", String.valueOf(traffic.failures() - failuresBefore));
        runner.recordFact("latency p50", LatencyComparisonFormatter.describe(ended, "p50"));
        runner.checkReplay(control, id);
    }

    private String startWhenOpen(StabilityClient client)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        Attempt started = runner.await(
                () -> attempt(client),
                attempt -> !attempt.id().isEmpty(),
                attempt -> "gates: " + attempt.gates().summary());
        started.gates().gates().forEach(gate -> showOpen(gate.result()));
        return started.id();
    }

    /// @param id of the rollout that was started; empty while gates are closed
    private record Attempt(GateCheckResponse gates, String id) {}

    private Attempt attempt(StabilityClient client)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        GateCheckResponse gates = client.gates();
        if (!gates.open()) {
            return new Attempt(gates, "");
        }
        JsonHttpClient.JsonResponse jsonResponse = tryStart("migrate");
        runner.require(
                jsonResponse.isSuccess() || jsonResponse.status() == 409,
                "the migration cannot be started: " + jsonResponse);
        return new Attempt(
                gates, jsonResponse.isSuccess() ? jsonResponse.body().path("id").asString() : "");
    }

    private void showOpen(GateResult result) {
        runner.recordFact("gate " + result.gate(), "open: " + result.reason());
    }
}
