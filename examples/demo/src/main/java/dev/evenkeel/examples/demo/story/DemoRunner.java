// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the stories of the demo share: establishing facts, waiting for rollouts, keeping to the limit of time.
/// Confined to one thread.
public final class DemoRunner {
    private static final long POLL_MILLIS = 250;
    private static final Set<String> ENDED = Set.of("COMPLETED", "ROLLED_BACK", "ABORTED");

    private final DemoEnvironment stage;
    private final Function<DemoTimeouts, Duration> limit;
    private final ProgressDisplay screen;
    private final Map<String, String> facts = new LinkedHashMap<>();
    /* How many decisions of each rollout are on the screen. */
    private final Map<String, Integer> shown = new HashMap<>();
    private final long startedNanos = System.nanoTime();

    /// @param limit time for the story
    public DemoRunner(DemoEnvironment stage, Function<DemoTimeouts, Duration> limit, ProgressDisplay screen) {
        this.stage = stage;
        this.limit = limit;
        this.screen = screen;
    }

    /// A demand of a story that was not met.
    public static final class DemoFailedException extends Exception {
        private static final long serialVersionUID = 1;

        DemoFailedException(String message) {
            super(message);
        }
    }

    /// A story.
    @FunctionalInterface
    public interface Story {
        /// Plays it; stops at the first demand that is not met.
        void tell() throws IOException, InterruptedException, DemoFailedException;
    }

    /// Something to look at again and again.
    @FunctionalInterface
    interface Poll<T> {
        T look() throws IOException, InterruptedException, DemoFailedException;
    }

    /// Plays a story.
    ///
    /// @throws InterruptedException when the demo is being ended meanwhile
    public DemoResult play(Story story) throws InterruptedException {
        try {
            story.tell();
            return new DemoResult(facts, null);
        } catch (DemoFailedException | IOException e) {
            if (stage.isClosed()) {
                throw new InterruptedException("the demo is being ended");
            }
            return new DemoResult(facts, failure(e));
        }
    }

    /* A program that has ended is the reason of what failed after it. */
    private String failure(Exception e) {
        String message = Objects.requireNonNullElseGet(e.getMessage(), e::toString);
        return e instanceof ChildProcess.NotReadyException
                ? message
                : Stream.concat(Stream.of(message), stage.postMortems().stream())
                        .collect(Collectors.joining("\n"));
    }

    ProgressDisplay screen() {
        return screen;
    }

    /// Establishes a fact and shows it.
    void fact(String name, String value) {
        note(name, value);
        screen.line(String.format("  %-40s %s", name, value));
    }

    /// Establishes a fact that is on the screen already.
    void note(String name, String value) {
        facts.put(name, value);
    }

    /// Fails the story unless something holds.
    void demand(boolean met, String otherwise) throws DemoFailedException {
        if (!met) {
            throw new DemoFailedException(otherwise);
        }
    }

    /// Looks again and again until it is so, and shows what is waited for. Fails the story when its time is
    /// over.
    ///
    /// @param progress what is waited for, by what was seen last
    /// @return what was seen last
    <T> T await(Poll<T> look, Predicate<T> until, Function<T, String> progress)
            throws IOException, InterruptedException, DemoFailedException {
        Consumer<String> waiting = screen.waiting();
        T seen = look.look();
        while (!until.test(seen)) {
            String what = progress.apply(seen);
            waiting.accept(what);
            demand(!isOver(), late(what));
            Thread.sleep(POLL_MILLIS);
            seen = look.look();
        }
        return seen;
    }

    private boolean isOver() {
        return stage.isOver(elapsed(), limit);
    }

    private String late(String progress) {
        return "not done within " + limit.apply(stage.limits()).toSeconds() + " s ("
                + MachineLoad.now().describe() + "); " + progress;
    }

    /// Starts the programs and shows where they are.
    public ControlPlaneClient open() throws IOException, InterruptedException {
        stage.open(screen.waiting());
        screen.line("server   " + stage.serverAddress());
        screen.line("payments " + stage.paymentsAddress());
        note("started in", seconds(elapsed()));
        fact(
                "this machine",
                stage.limits().describe() + "; " + MachineLoad.now().describe());
        return stage.controlPlane();
    }

    /// Waits until customers have sent so many messages, as many a second as this machine bears, unless their
    /// number is fixed. Where fewer come than the story asks for, it has so much more time.
    ///
    /// @param mostBusy share of the processors' time, above 0 to 1, that the story may begin with
    void warmUp(PaymentTraffic traffic, long enough, double mostBusy) throws IOException, InterruptedException {
        double wanted = traffic.perSecond();
        Consumer<String> waiting = screen.waiting();
        String reason = stage.settle(traffic, enough, mostBusy, what -> {
            waiting.accept(what);
            if (isOver()) {
                throw new IOException(late(what));
            }
        });
        traffic.resendRefused(timeLeft());
        fact(
                "messages per second",
                String.format(Locale.ROOT, "%.0f of up to %.0f: %s", traffic.perSecond(), wanted, reason));
    }

    /// Watches a rollout, showing each decision, until it is so.
    JsonNode await(ControlPlaneClient control, String id, PaymentTraffic traffic, Predicate<JsonNode> until)
            throws IOException, InterruptedException, DemoFailedException {
        return await(
                () -> {
                    JsonNode rollout = control.rollout(id);
                    showDecisions(id, rollout);
                    return rollout;
                },
                until,
                rollout -> RolloutProgressFormatter.of(rollout, traffic));
    }

    private void showDecisions(String id, JsonNode rollout) {
        JsonNode decisions = rollout.path("decisions");
        for (int i = shown.getOrDefault(id, 0); i < decisions.size(); i++) {
            JsonNode decision = decisions.get(i);
            screen.line(String.format(
                    "%8s  %-9s %s",
                    seconds(elapsed()),
                    decision.path("kind").asString(),
                    decision.path("reason").asString()));
        }
        shown.put(id, decisions.size());
    }

    /// Demands that the decisions of a rollout follow from its stored ticks.
    void checkReplay(ControlPlaneClient control, String id)
            throws IOException, InterruptedException, DemoFailedException {
        JsonNode replay = control.replay(id);
        demand(
                replay.path("identical").asBoolean(),
                "the decisions of " + id + " computed again from the stored ticks differ: " + replay);
        fact("replay of " + id, replay.path("ticks").asLong() + " ticks, identical");
    }

    /// Lets no customer come any more, and establishes what the books say: they have to be in order, and every
    /// call counted once.
    void settle(PaymentTraffic traffic) throws IOException, InterruptedException, DemoFailedException {
        screen.title("The books");
        traffic.close();
        int left = traffic.resendRefused(timeLeft());
        LedgerBalanceCheck books = LedgerBalanceCheck.read(stage, traffic, left);
        fact("payments sent", books.messages() + " messages, " + books.transfers() + " transfers");
        fact("lost", String.valueOf(books.lost()));
        fact("doubled", String.valueOf(books.doubled()));
        fact("ledger", books.balanced() ? "balanced" : "NOT balanced");
        OutcomeCount outcomes = OutcomeCount.settled(stage);
        fact("outcomes counted", outcomes.describe());
        demand(outcomes.isExact(), "the server must count every call once: " + outcomes);
        demand(books.inOrder(), "the books are not in order: " + books.report());
    }

    /// Whether a rollout has ended and every SDK has said that it is where that put it.
    static boolean isEverywhere(JsonNode rollout) {
        return ENDED.contains(rollout.path("status").asString())
                && !lastDecision(rollout).path("activeEverywhereAt").isNull();
    }

    static JsonNode lastDecision(JsonNode rollout) {
        JsonNode decisions = rollout.path("decisions");
        return decisions.path(decisions.size() - 1);
    }

    /// From the outcome that completed the evidence to the last SDK that said that it is back.
    static Duration timeToBeBack(JsonNode decision) {
        return between("evidenceAt", decision);
    }

    /// From the decision to the last SDK that said that it is back.
    static Duration timeFromDecision(JsonNode decision) {
        return between("at", decision);
    }

    private static Duration between(String start, JsonNode decision) {
        return Duration.between(
                Instant.parse(decision.path(start).asString()),
                Instant.parse(decision.path("activeEverywhereAt").asString()));
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    Duration timeLeft() {
        return limit.apply(stage.limits()).minus(elapsed());
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
