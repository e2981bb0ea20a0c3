// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.RolloutApi.ReplayResponse;
import dev.evenkeel.api.RolloutApi.RolloutDecisionResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.config.DemoTimeouts;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.environment.LedgerBalanceCheck;
import dev.evenkeel.examples.demo.environment.OutcomeCount;
import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.examples.demo.process.MachineLoad;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The runner of a demo story: records facts, waits for rollouts and enforces the time limit.
public final class DemoRunner {
    private static final long POLL_MILLIS = 250;
    private static final int MOST_FAILED_POLLS = 5;

    private final DemoEnvironment environment;
    private final Function<DemoTimeouts, Duration> limit;
    private final ProgressDisplay screen;
    private final Map<String, String> facts = new LinkedHashMap<>();
    /* Number of decisions already shown for each rollout. */
    private final Map<String, Integer> shown = new HashMap<>();
    private final long startedNanos = System.nanoTime();

    /// @param limit time limit of the story
    public DemoRunner(DemoEnvironment environment, Function<DemoTimeouts, Duration> limit, ProgressDisplay screen) {
        this.environment = environment;
        this.limit = limit;
        this.screen = screen;
    }

    /// Thrown when a requirement of a story is not met.
    public static final class DemoFailedException extends Exception {
        private static final long serialVersionUID = 1;

        DemoFailedException(String message) {
            super(message);
        }
    }

    /// A demo story.
    @FunctionalInterface
    public interface Story {
        /// Runs the story; stops at the first requirement that is not met.
        void run() throws IOException, InterruptedException, DemoFailedException;
    }

    /// A value to poll.
    @FunctionalInterface
    interface Poll<T> {
        T poll() throws IOException, InterruptedException, DemoFailedException;
    }

    /// Runs a story.
    ///
    /// @throws InterruptedException when the demo is shut down meanwhile
    public DemoResult play(Story story) throws InterruptedException {
        try {
            story.run();
            return new DemoResult(facts, null);
        } catch (DemoFailedException | IOException e) {
            if (environment.isClosed()) {
                throw new InterruptedException("the demo is shutting down");
            }
            return new DemoResult(facts, failure(e));
        }
    }

    /* If a program has exited, that caused the failures after it. */
    private String failure(Exception e) {
        String message = Objects.requireNonNullElseGet(e.getMessage(), e::toString);
        return e instanceof ChildProcess.NotReadyException
                ? message
                : Stream.concat(Stream.of(message), environment.describeExits().stream())
                        .collect(Collectors.joining("\n"));
    }

    ProgressDisplay screen() {
        return screen;
    }

    /// Records a fact and shows it.
    void recordFact(String name, String value) {
        storeFact(name, value);
        screen.line(String.format("  %-40s %s", name, value));
    }

    /// Records a fact that is already shown.
    void storeFact(String name, String value) {
        facts.put(name, value);
    }

    /// Fails the story unless the condition is met.
    void require(boolean met, String otherwise) throws DemoFailedException {
        if (!met) {
            throw new DemoFailedException(otherwise);
        }
    }

    /// Polls until the condition is met, and shows the progress. Fails the story when its time is over. Repeats a
    /// failed poll, because a busy program can reject one; fails the story after five failures in a row.
    ///
    /// @param progress formats the progress from the last value
    /// @return the last value
    <T> T await(Poll<T> look, Predicate<T> until, Function<T, String> progress)
            throws IOException, InterruptedException, DemoFailedException {
        Consumer<String> waiting = screen.waiting();
        T seen = pollPatiently(look);
        while (!until.test(seen)) {
            String what = progress.apply(seen);
            waiting.accept(what);
            require(!isOver(), timeoutMessage(what));
            Thread.sleep(POLL_MILLIS);
            seen = pollPatiently(look);
        }
        return seen;
    }

    private static <T> T pollPatiently(Poll<T> look) throws IOException, InterruptedException, DemoFailedException {
        for (int failed = 1; ; failed++) {
            try {
                return look.poll();
            } catch (IOException e) {
                if (failed == MOST_FAILED_POLLS) {
                    throw e;
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private boolean isOver() {
        return environment.hasTimedOut(elapsed(), limit);
    }

    private String timeoutMessage(String progress) {
        return "timed out after " + limit.apply(environment.timeouts()).toSeconds() + " s ("
                + MachineLoad.now().describe() + "); last state: " + progress;
    }

    /// Starts the programs and shows their URLs.
    public ControlPlaneClient startPrograms() throws IOException, InterruptedException {
        environment.open(screen.waiting());
        screen.line("server   " + environment.serverAddress());
        screen.line("payments " + environment.paymentsAddress());
        storeFact("started in", QuantityFormatter.formatElapsed(elapsed()));
        recordFact(
                "this machine",
                environment.timeouts().describe() + "; " + MachineLoad.now().describe());
        return environment.controlPlane();
    }

    /// Waits until customers have sent the given number of messages, at the highest rate that this machine
    /// handles, or at the fixed rate. If the rate is lower than the story requires, the time limit grows
    /// accordingly.
    ///
    /// @param mostBusy maximum share of CPU time, above 0 to 1, at which the story may begin
    void warmUp(PaymentTraffic traffic, long enough, double mostBusy) throws IOException, InterruptedException {
        double wanted = traffic.perSecond();
        Consumer<String> waiting = screen.waiting();
        String reason = environment.warmUp(traffic, enough, mostBusy, what -> {
            waiting.accept(what);
            if (isOver()) {
                throw new IOException(timeoutMessage(what));
            }
        });
        traffic.resendRefused(timeLeft());
        recordFact(
                "messages per second",
                QuantityFormatter.formatNumber(traffic.perSecond()) + " (at most "
                        + QuantityFormatter.formatNumber(wanted) + "): " + reason);
    }

    /// Watches a rollout and shows each decision, until the condition is met.
    RolloutDetailResponse await(
            ControlPlaneClient control, String id, PaymentTraffic traffic, Predicate<RolloutDetailResponse> until)
            throws IOException, InterruptedException, DemoFailedException {
        return await(
                () -> {
                    RolloutDetailResponse rollout = control.rollout(id);
                    showDecisions(id, rollout.decisions());
                    return rollout;
                },
                until,
                rollout -> RolloutProgressFormatter.of(rollout, traffic));
    }

    private void showDecisions(String id, List<RolloutDecisionResponse> decisions) {
        decisions.stream()
                .skip(shown.getOrDefault(id, 0))
                .forEach(decision -> screen.line(String.format(
                        "%8s  %-9s %s",
                        QuantityFormatter.formatElapsed(elapsed()), decision.kind(), decision.reason())));
        shown.put(id, decisions.size());
    }

    /// Requires that a replay of the stored ticks gives the same decisions.
    void checkReplay(ControlPlaneClient control, String id)
            throws IOException, InterruptedException, DemoFailedException {
        ReplayResponse replay = control.replay(id);
        require(replay.identical(), "the replay of " + id + " from its stored data differs: " + replay);
        recordFact("replay of " + id, replay.ticks() + " ticks, all decisions identical");
    }

    /// Stops the customers and records the ledger's audit: it must be correct, and every call counted exactly
    /// once.
    void checkBooks(PaymentTraffic traffic) throws IOException, InterruptedException, DemoFailedException {
        screen.title("Ledger audit");
        traffic.close();
        int left = traffic.resendRefused(timeLeft());
        LedgerBalanceCheck ledgerBalanceCheck = LedgerBalanceCheck.read(environment, traffic, left);
        recordFact(
                "payments sent",
                ledgerBalanceCheck.messages() + " messages, " + ledgerBalanceCheck.transfers() + " transfers");
        recordFact("lost", String.valueOf(ledgerBalanceCheck.lost()));
        recordFact("doubled", String.valueOf(ledgerBalanceCheck.doubled()));
        recordFact("ledger", ledgerBalanceCheck.balanced() ? "balanced" : "NOT balanced");
        OutcomeCount outcomes = OutcomeCount.awaitSettled(environment);
        recordFact("outcomes counted", outcomes.describe());
        require(outcomes.isExact(), "the server did not count every call exactly once: " + outcomes);
        require(ledgerBalanceCheck.isInOrder(), "the ledger audit failed: " + ledgerBalanceCheck.report());
    }

    /// Whether a rollout has ended and every SDK has confirmed the final state.
    static boolean isActiveEverywhere(RolloutDetailResponse rollout) {
        return rollout.summary().status().isEnded()
                && rollout.decisions().getLast().activeEverywhereAt() != null;
    }

    /// Fails the story unless a rollout has ended with the status.
    ///
    /// @param subject subject of the message, such as `act 1`
    void requireEnding(String subject, RolloutStatus expected, RolloutDetailResponse ended) throws DemoFailedException {
        RolloutStatus status = ended.summary().status();
        require(
                status == expected,
                subject + " should end " + expected + ", but is " + status + ": "
                        + ended.decisions().getLast().reason());
    }

    /// Returns the time from the outcome that completed the evidence until the last SDK confirmed the
    /// rollback. It starts at the decision if the trip of a circuit breaker arrived without new failures.
    static Duration timeToRollback(RolloutDecisionResponse decision) {
        Instant start = Objects.requireNonNullElse(decision.evidenceAt(), decision.at());
        return Duration.between(start, Objects.requireNonNull(decision.activeEverywhereAt()));
    }

    /// Returns the time from the decision until the last SDK confirmed it.
    static Duration timeFromDecision(RolloutDecisionResponse decision) {
        return Duration.between(decision.at(), Objects.requireNonNull(decision.activeEverywhereAt()));
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    Duration timeLeft() {
        return limit.apply(environment.timeouts()).minus(elapsed());
    }

    static String milliseconds(Duration duration) {
        return QuantityFormatter.formatCount(duration.toMillis()) + " ms";
    }
}
