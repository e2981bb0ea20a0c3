// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.quick;

import dev.evenkeel.api.RolloutApi.RolloutDecisionResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.process.ConditionPoller;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Plays the quick demo: a rollout of a faulty candidate in a synthetic service, until the guard rolls it back.
public final class QuickDemo {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int FIRST_PERCENT = 5;

    /* The evidence of other plans in less time: no latency guardrail, which would need a longer baseline. */
    private static final Map<String, Object> PLAN = Map.of(
            "name",
            "quick",
            "steps",
            List.of(Map.of("exposure", FIRST_PERCENT), Map.of("exposure", 50), Map.of("exposure", 100)),
            "alpha",
            0.01,
            "advanceAlpha",
            0.05,
            "warmUp",
            "PT0S",
            "restartEvery",
            "PT60S",
            "seedSamples",
            500,
            "tickMaxAge",
            "PT0.2S",
            "guardrails",
            Map.of("errors", Map.of("weight", 1, "rollbackRatio", 1, "toleratedRise", 0), "latency", List.of()));

    private final DemoEnvironment environment;
    private final Consumer<String> progress;
    private final long began = System.nanoTime();

    /// @param environment not started yet
    /// @param progress receives each line of progress
    public QuickDemo(DemoEnvironment environment, Consumer<String> progress) {
        this.environment = environment;
        this.progress = progress;
    }

    /// Plays it. Afterwards, the server is still running.
    ///
    /// @throws IOException when the server does not start or respond, or the rollout does not end
    public QuickDemoResult play() throws IOException, InterruptedException {
        report("Starting the server with an embedded PostgreSQL ...");
        environment.startServer().awaitReady(LIMIT);
        ControlPlaneClient server = environment.controlPlane();
        try (SyntheticService service = new SyntheticService(environment.serverAddress(), environment.sdkKey())) {
            report(String.format(
                    Locale.ROOT,
                    "Server ready. A service receives %,d payments per second from %,d customers.",
                    SyntheticService.PAYMENTS_PER_SECOND,
                    SyntheticService.CUSTOMERS));
            String id = server.startRollout(PLAN, FIRST_PERCENT, "new core");
            report("Rollout " + id + " of a new core started. The new core fails for 1 customer in 5.");
            RolloutDetailResponse ended = awaitEnd(server, id);
            return new QuickDemoResult(
                    id,
                    ended.summary().status().name(),
                    ended.decisions().getLast().reason(),
                    sinceBeginMillis(),
                    service.payments(),
                    service.failures());
        }
    }

    /* Reports each decision of the guard. */
    private RolloutDetailResponse awaitEnd(ControlPlaneClient server, String id)
            throws IOException, InterruptedException {
        AtomicInteger reported = new AtomicInteger();
        return new ConditionPoller(LIMIT, Duration.ofMillis(50))
                .await("the end of the rollout", () -> server.rollout(id), rollout -> {
                    rollout.decisions().stream()
                            .skip(reported.getAndSet(rollout.decisions().size()))
                            .forEach(decision -> report("Guard: " + describe(decision)));
                    return rollout.summary().endedAt() != null;
                });
    }

    private static String describe(RolloutDecisionResponse decision) {
        String kind = decision.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return kind + " at " + decision.exposure().toPlainString() + "%: " + decision.reason();
    }

    private void report(String text) {
        progress.accept(String.format(Locale.ROOT, "%5.1f s  %s", sinceBeginMillis() / 1000.0, text));
    }

    private long sinceBeginMillis() {
        return (System.nanoTime() - began) / 1_000_000;
    }
}
