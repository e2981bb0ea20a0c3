// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.PaymentServiceSetup;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.environment.OutcomeCount;
import dev.evenkeel.examples.demo.process.ConditionPoller;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import dev.evenkeel.examples.demo.traffic.TrafficRateTuner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Server, payment service and traffic, with what several stories wait for. One story at a time.
public final class ScenarioEnvironment implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration ROLLOUT_PAUSE = Duration.ofMillis(100);
    private static final Duration TRAFFIC_PAUSE = Duration.ofMillis(5);
    private static final int DEBTORS = 100_000;
    private static final long WARM_UP = 2_500;
    /* A second or two of traffic, of which few may fail where all is well. */
    private static final long SAMPLE = 250;
    private static final long FEW = 12;

    private final DemoEnvironment programs;
    private final ControlPlaneClient control;
    private final PaymentTraffic traffic;
    private final long seed;

    /// Starts everything and waits until payments are accepted; customers send 250 messages a second, or as
    /// many as this machine handles.
    ///
    /// @param home root of the repository, where the built programs are
    /// @param data folder for both databases and the logs
    /// @param seed of the random traffic
    public static ScenarioEnvironment open(Path home, Path data, long seed) throws IOException, InterruptedException {
        var programs = new DemoEnvironment(
                new DemoOptions(home, data, 0, DemoOptions.USUAL_PER_SECOND, false, DEBTORS, seed),
                PaymentServiceSetup.CORE);
        try {
            programs.open();
            var stage = new ScenarioEnvironment(programs, seed);
            stage.settle();
            stage.awaitRecovery();
            return stage;
        } catch (IOException | InterruptedException | RuntimeException e) {
            programs.close();
            throw e;
        }
    }

    private ScenarioEnvironment(DemoEnvironment programs, long seed) {
        this.programs = programs;
        this.control = programs.controlPlane();
        this.traffic = programs.openTraffic();
        this.seed = seed;
        resumeTraffic();
    }

    private void settle() throws IOException, InterruptedException {
        long began = System.nanoTime();
        programs.settle(traffic, WARM_UP, TrafficRateTuner.MOST_BUSY, what -> {
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            if (programs.isOver(waited, limits -> limits.evidence(LIMIT))) {
                throw new IOException("not warm after " + waited.toSeconds() + " s; " + what);
            }
        });
        traffic.resendRefused(programs.limits().evidence(LIMIT));
    }

    /// The processes.
    public DemoEnvironment programs() {
        return programs;
    }

    /// The server's API.
    public ControlPlaneClient control() {
        return control;
    }

    /// The customers.
    public PaymentTraffic traffic() {
        return traffic;
    }

    /// Stops the customers and waits for the answers still open.
    public void pauseTraffic() {
        traffic.close();
    }

    /// Lets the customers go on, few at first, with new messages.
    public void resumeTraffic() {
        traffic.start(seed);
    }

    /// The rollout once it is so.
    ///
    /// @throws IOException when it is not so within five minutes, more on a slow or busy machine; the message
    ///     holds what it was last
    public JsonNode awaitRollout(String id, Predicate<JsonNode> condition) throws IOException, InterruptedException {
        return waiting(ROLLOUT_PAUSE).until("rollout " + id + " as it must be", () -> control.rollout(id), condition);
    }

    /// The rollout once its latency reference is there and it has begun.
    public JsonNode awaitRunning(String id) throws IOException, InterruptedException {
        return awaitRollout(id, rollout -> hasStatus(rollout, "RUNNING"));
    }

    /// Waits until customers have written so many more messages: a moment in the traffic's own time.
    public void awaitMessages(long more) throws IOException, InterruptedException {
        long target = traffic.messages() + more;
        waiting(TRAFFIC_PAUSE).until(target + " messages", traffic::messages, messages -> messages >= target);
    }

    /// Waits until payments are accepted again after trouble.
    public void awaitRecovery() throws IOException, InterruptedException {
        waiting(TRAFFIC_PAUSE)
                .until("a service that accepts payments", this::failuresInASample, failed -> failed <= FEW);
    }

    /// Waits until the server has every call that the payment service has recorded by now.
    public void awaitAllCounted() throws IOException, InterruptedException {
        long recorded = OutcomeCount.read(programs).recorded();
        waiting(ROLLOUT_PAUSE)
                .until(
                        "the server's count of calls",
                        () -> OutcomeCount.read(programs),
                        count -> count.received() >= recorded);
    }

    private long failuresInASample() throws IOException, InterruptedException {
        long before = traffic.failures();
        awaitMessages(SAMPLE);
        return traffic.failures() - before;
    }

    /// Starts the server again on its data and waits until it is up.
    public void restartServer() throws IOException, InterruptedException {
        programs.startServer().awaitReady(programs.limits().evidence(LIMIT));
    }

    private ConditionPoller waiting(Duration pause) {
        return new ConditionPoller(programs.limits().evidence(LIMIT), pause);
    }

    /// Whether the rollout has that status.
    public static boolean hasStatus(JsonNode rollout, String status) {
        return rollout.path("status").asString().equals(status);
    }

    /// Rolled back, and every SDK has said that it is back on control.
    public static boolean isBackEverywhere(JsonNode rollout) {
        JsonNode decisions = rollout.path("decisions");
        return hasStatus(rollout, "ROLLED_BACK")
                && !decisions
                        .path(decisions.size() - 1)
                        .path("activeEverywhereAt")
                        .isNull();
    }

    @Override
    public void close() {
        programs.close();
    }
}
