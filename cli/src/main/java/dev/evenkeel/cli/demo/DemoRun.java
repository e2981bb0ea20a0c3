// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// What the stories of the demo share: establishing facts, waiting for rollouts, keeping to the limit of time.
/// Confined to one thread.
final class DemoRun {
    static final long POLL_MILLIS = 250;
    private static final Set<String> ENDED = Set.of("COMPLETED", "ROLLED_BACK", "ABORTED");

    private Duration limit;
    private final Screen screen;
    private final Map<String, String> facts = new LinkedHashMap<>();
    /* How many decisions of each rollout are on the screen. */
    private final Map<String, Integer> shown = new HashMap<>();
    private final long startedNanos = System.nanoTime();

    DemoRun(Duration limit, Screen screen) {
        this.limit = limit;
        this.screen = screen;
    }

    /// A demand of a story that was not met.
    static final class Unmet extends Exception {
        private static final long serialVersionUID = 1;

        Unmet(String message) {
            super(message);
        }
    }

    /// A story.
    @FunctionalInterface
    interface Story {
        /// Plays it; stops at the first demand that is not met.
        void tell() throws IOException, InterruptedException, Unmet;
    }

    /// Plays a story.
    DemoResult play(Story story) throws InterruptedException {
        try {
            story.tell();
            return new DemoResult(facts, null);
        } catch (Unmet | IOException e) {
            return new DemoResult(facts, Objects.requireNonNullElseGet(e.getMessage(), e::toString));
        }
    }

    Screen screen() {
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
    void demand(boolean met, String otherwise) throws Unmet {
        if (!met) {
            throw new Unmet(otherwise);
        }
    }

    /// Fails the story when its time is over.
    void demandInTime(String progress) throws Unmet {
        demand(elapsed().compareTo(limit) < 0, "not done within " + limit.toSeconds() + " s; " + progress);
    }

    /// Starts the programs and shows where they are.
    ControlPlane open(DemoStage stage) throws IOException, InterruptedException {
        stage.open();
        screen.line("server   " + stage.serverAddress());
        screen.line("payments " + stage.paymentsAddress());
        note("started in", seconds(elapsed()));
        return stage.controlPlane();
    }

    /// Waits until customers have sent so many messages, at a pace with which this machine keeps up. Where it does not
    /// keep up with the pace wanted, fewer customers come, and the story has so much more time.
    ///
    /// @param mostBusy share of the processors' time, above 0 to 1, that the story may begin with
    void warmUp(PaymentTraffic traffic, long enough, double mostBusy) throws IOException, InterruptedException {
        double wanted = traffic.perSecond();
        Duration began = elapsed();
        double kept = new Pacing(traffic, mostBusy, limit, screen::progress).settle(enough);
        if (kept < wanted) {
            limit = Duration.ofMillis(Math.round(limit.toMillis() * wanted / kept))
                    .plus(elapsed())
                    .minus(began);
            fact(
                    "messages per second",
                    "about " + Math.round(kept)
                            + ", as many as leave this machine time to breathe; everything takes longer");
        }
    }

    /// Watches a rollout, showing each decision, until it is so.
    JsonNode await(ControlPlane control, String id, PaymentTraffic traffic, Predicate<JsonNode> until)
            throws IOException, InterruptedException, Unmet {
        while (true) {
            JsonNode rollout = control.rollout(id);
            showDecisions(id, rollout);
            if (until.test(rollout)) {
                return rollout;
            }
            screen.progress(ProgressLine.of(rollout, traffic));
            demandInTime("the rollout is at " + ProgressLine.of(rollout, traffic));
            Thread.sleep(POLL_MILLIS);
        }
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
    void checkReplay(ControlPlane control, String id) throws IOException, InterruptedException, Unmet {
        JsonNode replay = control.replay(id);
        demand(
                replay.path("identical").asBoolean(),
                "the decisions of " + id + " computed again from the stored ticks differ: " + replay);
        fact("replay of " + id, replay.path("ticks").asLong() + " ticks, identical");
    }

    /// Lets no customer come any more, and establishes what the books say: they have to be in order, and every call
    /// counted once.
    void settle(DemoStage stage, PaymentTraffic traffic) throws IOException, InterruptedException, Unmet {
        screen.title("The books");
        traffic.close();
        int left = traffic.resendRefused(timeLeft());
        Books books = Books.read(stage, traffic, left);
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
        return limit.minus(elapsed());
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
