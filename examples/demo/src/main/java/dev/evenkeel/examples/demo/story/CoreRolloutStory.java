// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.RolloutApi.RolloutDecisionResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.environment.UnavoidableFailures;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import dev.evenkeel.examples.demo.traffic.TrafficRateTuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The default story in two acts: a faulty candidate that is rolled back automatically, and a fixed one that
/// advances to 100%.
///
/// The story makes no decisions. It switches the fault, starts each rollout and watches; the guard in the
/// server sees only outcomes.
public final class CoreRolloutStory implements DemoRunner.Story {
    private static final String FAULT = "byte-order-mark";
    /* The newest 10,000 seed the latency reference; those before them run while the service still warms up. */
    private static final long CONTROL_MESSAGES = 12_500;

    private final DemoOptions options;
    private final DemoEnvironment environment;
    private final DemoRunner runner;

    public CoreRolloutStory(DemoOptions options, DemoEnvironment environment, DemoRunner runner) {
        this.options = options;
        this.environment = environment;
        this.runner = runner;
    }

    @Override
    public void run() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Starting the server and the payment service, each with its own PostgreSQL");
        ControlPlaneClient control = runner.startPrograms();
        PaymentTraffic traffic = environment.openTraffic();
        playRealFiles(traffic);
        traffic.start(options.seed());
        runControlTraffic(traffic);
        runBadCandidate(control, traffic);
        runFixedCandidate(control, traffic);
        auditLedger(traffic);
    }

    /// Sends the public sample messages, if the checkout contains them; their numbers of transfers are known.
    private void playRealFiles(PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        Path folder = options.home().resolveSibling("shared").resolve("data").resolve("iso20022");
        if (!Files.isDirectory(folder)) {
            runner.screen().line("Public sample messages: not found, skipped");
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
                boolean report = file.getFileName().toString().contains("pain_v11");
                int status = traffic.send(Files.readAllBytes(file)).statusCode();
                runner.require(status == (report ? 422 : 200), file.getFileName() + " returned status " + status);
                runner.screen().line((report ? "rejected as expected: " : "booked: ") + file.getFileName());
            }
        }
    }

    /// Runs all traffic on the classic core for a while, as the baseline of every later comparison.
    private void runControlTraffic(PaymentTraffic traffic) throws IOException, InterruptedException {
        runner.screen().title("Baseline: the classic core handles all traffic, and its latency is recorded");
        runner.warmUp(traffic, CONTROL_MESSAGES, TrafficRateTuner.MAX_BUSY);
        if (traffic.failures() > 0) {
            runner.screen()
                    .line(traffic.failures() + " messages failed on the classic core before the rate was reduced");
        }
    }

    private void runBadCandidate(ControlPlaneClient control, PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen()
                .title("Act 1: a modern core that rejects byte-order marks starts at 1%; the guard should roll back");
        long failuresBefore = traffic.failures();
        environment.paymentService().setFault(FAULT, true);
        String id = control.startRollout(1, "modern core, first attempt");
        runner.screen().line("watch it: " + environment.consoleLink(id));
        runner.await(control, id, traffic, rollout -> rollout.summary().status() != RolloutStatus.COLLECTING_BASELINE);
        RolloutDetailResponse ended = runner.await(control, id, traffic, DemoRunner::isActiveEverywhere);
        runner.requireEnding("act 1", RolloutStatus.ROLLED_BACK, ended);
        environment.paymentService().setFault(FAULT, false);
        RolloutDecisionResponse decision = ended.decisions().getLast();
        long failed = traffic.failures() - failuresBefore;
        runner.recordFact("act 1: reason for rollback", decision.reason());
        runner.recordFact("act 1: failed payments", String.valueOf(failed));
        runner.recordFact(
                "act 1: unavoidable failures", UnavoidableFailures.of(ended).describe());
        runner.recordFact(
                "act 1: rollback complete after",
                "at most " + DemoRunner.milliseconds(DemoRunner.timeToRollback(decision)) + " from detection");
        int left = traffic.resendRefused(runner.timeLeft());
        runner.require(
                left == 0,
                left + " messages are still rejected after the rollback. " + failed + " were rejected in act 1,"
                        + " the others because this machine is too slow or too busy for "
                        + Math.round(traffic.perSecond()) + " messages per second. To send fewer, use --rate");
        runner.recordFact("act 1: rejected payments resent", failed + ", all accepted by the classic core");
        runner.checkReplay(control, id);
    }

    private void runFixedCandidate(ControlPlaneClient control, PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Act 2: the fixed modern core starts at 5%; it should reach 100% on evidence");
        long failuresBefore = traffic.failures();
        Instant began = Instant.now();
        String id = control.startRollout(5, "modern core, fixed");
        runner.screen().line("watch it: " + environment.consoleLink(id));
        RolloutDetailResponse ended = runner.await(control, id, traffic, DemoRunner::isActiveEverywhere);
        runner.requireEnding("act 2", RolloutStatus.COMPLETED, ended);
        runner.recordFact(
                "act 2: reached 100% after", QuantityFormatter.formatElapsed(Duration.between(began, Instant.now())));
        runner.recordFact("act 2: failed payments", String.valueOf(traffic.failures() - failuresBefore));
        for (String quantile : List.of("p50", "p95", "p99")) {
            runner.recordFact("act 2: latency " + quantile, LatencyComparisonFormatter.describe(ended, quantile));
        }
        runner.checkReplay(control, id);
    }

    private void auditLedger(PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.checkBooks(traffic);
        runner.recordFact("total time", QuantityFormatter.formatElapsed(runner.elapsed()));
    }
}
