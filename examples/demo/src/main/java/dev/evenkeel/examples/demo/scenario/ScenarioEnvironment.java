// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.engine.rollout.RolloutStatus;
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

/// Server, payment service and traffic, with wait conditions shared by scenarios. Runs one scenario at a
/// time.
public final class ScenarioEnvironment implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration ROLLOUT_PAUSE = Duration.ofMillis(100);
    private static final Duration TRAFFIC_PAUSE = Duration.ofMillis(5);
    private static final int DEBTORS = 100_000;
    private static final long WARM_UP = 2_500;
    /* One to two seconds of traffic, few of which may fail when all is well. */
    private static final long SAMPLE = 250;
    private static final long FEW = 12;

    private final DemoEnvironment programs;
    private final ControlPlaneClient control;
    private final PaymentTraffic traffic;
    private final long seed;

    /// Starts all processes and waits until payments are accepted. Customers send 250 messages a second, or
    /// as many as this machine handles.
    ///
    /// @param home root of the repository, which contains the built programs
    /// @param data folder for both databases and the logs
    /// @param seed seed of the random traffic
    public static ScenarioEnvironment open(Path home, Path data, long seed) throws IOException, InterruptedException {
        var programs = new DemoEnvironment(
                new DemoOptions(home, data, 0, DemoOptions.USUAL_PER_SECOND, false, DEBTORS, seed),
                PaymentServiceSetup.CORE);
        try {
            programs.open();
            var environment = new ScenarioEnvironment(programs, seed);
            environment.warmUpTraffic();
            environment.awaitRecovery();
            return environment;
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

    private void warmUpTraffic() throws IOException, InterruptedException {
        long began = System.nanoTime();
        programs.warmUp(traffic, WARM_UP, TrafficRateTuner.MAX_BUSY, what -> {
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            if (programs.hasTimedOut(waited, limits -> limits.evidence(LIMIT))) {
                throw new IOException("warm-up timed out after " + waited.toSeconds() + " s; last state: " + what);
            }
        });
        traffic.resendRefused(programs.timeouts().evidence(LIMIT));
    }

    public DemoEnvironment programs() {
        return programs;
    }

    /// Returns a client of the server's API.
    public ControlPlaneClient control() {
        return control;
    }

    public PaymentTraffic traffic() {
        return traffic;
    }

    /// Stops the customers and waits for pending responses.
    public void pauseTraffic() {
        traffic.close();
    }

    /// Resumes the customers with new messages, ramping up the rate.
    public void resumeTraffic() {
        traffic.start(seed);
    }

    /// Waits until a rollout meets a condition and returns it.
    ///
    /// @throws IOException when it does not within five minutes, more on a slow or busy machine; the message
    ///     contains the last state
    public RolloutDetailResponse awaitRollout(String id, Predicate<RolloutDetailResponse> condition)
            throws IOException, InterruptedException {
        return poller(ROLLOUT_PAUSE).await("the expected state of rollout " + id, () -> control.rollout(id), condition);
    }

    /// Waits until the rollout has its latency reference and is running.
    public RolloutDetailResponse awaitRunning(String id) throws IOException, InterruptedException {
        return awaitRollout(id, rollout -> hasStatus(rollout, RolloutStatus.RUNNING));
    }

    /// Waits until customers have sent the given number of further messages: a wait measured in traffic, not
    /// in time.
    public void awaitMessages(long more) throws IOException, InterruptedException {
        long target = traffic.messages() + more;
        poller(TRAFFIC_PAUSE).await(target + " messages", traffic::messages, messages -> messages >= target);
    }

    /// Waits until payments are accepted again after a failure.
    public void awaitRecovery() throws IOException, InterruptedException {
        poller(TRAFFIC_PAUSE)
                .await("a service that accepts payments", this::countSampleFailures, failed -> failed <= FEW);
    }

    /// Waits until the server has every call that the payment service has recorded so far.
    public void awaitAllCounted() throws IOException, InterruptedException {
        long recorded = OutcomeCount.read(programs).recorded();
        poller(ROLLOUT_PAUSE)
                .await(
                        "the server's count of calls",
                        () -> OutcomeCount.read(programs),
                        count -> count.received() >= recorded);
    }

    private long countSampleFailures() throws IOException, InterruptedException {
        long before = traffic.failures();
        awaitMessages(SAMPLE);
        return traffic.failures() - before;
    }

    /// Restarts the server on its data and waits until it is ready.
    public void restartServer() throws IOException, InterruptedException {
        programs.startServer().awaitReady(programs.timeouts().evidence(LIMIT));
    }

    private ConditionPoller poller(Duration pause) {
        return new ConditionPoller(programs.timeouts().evidence(LIMIT), pause);
    }

    public static boolean hasStatus(RolloutDetailResponse rollout, RolloutStatus status) {
        return rollout.summary().status() == status;
    }

    /// Whether the rollout was rolled back and every SDK has confirmed that it is back on control.
    public static boolean isBackEverywhere(RolloutDetailResponse rollout) {
        return hasStatus(rollout, RolloutStatus.ROLLED_BACK)
                && rollout.decisions().getLast().activeEverywhereAt() != null;
    }

    @Override
    public void close() {
        programs.close();
    }
}
