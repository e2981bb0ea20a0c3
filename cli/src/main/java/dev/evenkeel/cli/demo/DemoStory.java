// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The two acts: a bad candidate that is rolled back by itself, and the mended one that advances to 100 %.
///
/// Nothing here decides. The story switches the fault, starts each rollout and watches; the guard in the server sees
/// outcomes only.
final class DemoStory {
    private static final String FAULT = "byte-order-mark";
    private static final Set<String> ENDED = Set.of("COMPLETED", "ROLLED_BACK", "ABORTED");
    private static final long POLL_MILLIS = 250;
    private static final int SETTLE_POLLS = 40;
    /* The newest 10,000 seed the latency reference; those before them find a service that is still warming up. */
    private static final long CONTROL_MESSAGES = 12_500;

    private final DemoOptions options;
    private final DemoStage stage;
    private final Screen screen;
    private final Map<String, String> facts = new LinkedHashMap<>();
    /* How many decisions of each rollout are on the screen. */
    private final Map<String, Integer> shown = new HashMap<>();
    private final long startedNanos = System.nanoTime();

    DemoStory(DemoOptions options, DemoStage stage, Screen screen) {
        this.options = options;
        this.stage = stage;
        this.screen = screen;
    }

    /// A demand of the story that was not met.
    private static final class Unmet extends Exception {
        private static final long serialVersionUID = 1;

        Unmet(String message) {
            super(message);
        }
    }

    /// Plays both acts and the audit; stops at the first demand that is not met.
    DemoResult play() throws InterruptedException {
        try {
            tell();
            return new DemoResult(facts, null);
        } catch (Unmet | IOException e) {
            return new DemoResult(facts, e.getMessage());
        }
    }

    private void tell() throws IOException, InterruptedException, Unmet {
        screen.title("Starting the server and the payment service, each with its own PostgreSQL");
        stage.open();
        ControlPlane control = stage.controlPlane();
        screen.line("server   " + stage.serverAddress());
        screen.line("payments " + stage.paymentsAddress());
        facts.put("started in", seconds(elapsed()));
        PaymentTraffic traffic = stage.openTraffic();
        playRealFiles(traffic);
        traffic.start(options.seed());
        controlTraffic(traffic);
        badCandidate(control, traffic);
        mendedCandidate(control, traffic);
        audit(traffic);
    }

    /// The public sample messages, when the checkout has them beside it: the transfers they hold are known.
    private void playRealFiles(PaymentTraffic traffic) throws IOException, InterruptedException, Unmet {
        Path folder = options.home().resolveSibling("shared").resolve("data").resolve("iso20022");
        if (!Files.isDirectory(folder)) {
            screen.line("public sample messages: not beside this checkout, skipped");
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
                boolean report = file.getFileName().toString().contains("pain_v11");
                int status = traffic.send(Files.readAllBytes(file)).statusCode();
                demand(status == (report ? 422 : 200), file.getFileName() + " answered " + status);
                screen.line((report ? "refused, as it must be: " : "booked: ") + file.getFileName());
            }
        }
    }

    /// Everybody on the classic core for a while: what every later comparison starts from.
    private void controlTraffic(PaymentTraffic traffic) throws InterruptedException, Unmet {
        screen.title("Control traffic: the classic core serves everybody, and its latency becomes the reference");
        while (traffic.messages() < CONTROL_MESSAGES) {
            String progress = traffic.messages() + " of " + CONTROL_MESSAGES + " messages sent";
            screen.progress(progress);
            demandInTime(progress);
            Thread.sleep(POLL_MILLIS);
        }
        if (traffic.failures() > 0) {
            screen.line(
                    traffic.failures() + " messages failed on the classic core: this machine is too slow or too busy"
                            + " for " + Math.round(options.perSecond()) + " messages per second");
        }
    }

    private void badCandidate(ControlPlane control, PaymentTraffic traffic)
            throws IOException, InterruptedException, Unmet {
        screen.title("Act 1: the modern core chokes on a byte-order mark; it starts at 1 %");
        long failuresBefore = traffic.failures();
        stage.fault(FAULT, true);
        String id = control.startRollout(1, "modern core, first try");
        screen.line("watch it: " + stage.consoleLink(id));
        await(
                control,
                id,
                traffic,
                rollout -> !rollout.path("status").asString().equals("SEEDING"));
        JsonNode ended = await(control, id, traffic, DemoStory::backEverywhere);
        demand(
                ended.path("status").asString().equals("ROLLED_BACK"),
                "act 1 must end ROLLED_BACK, it is " + ended.path("status").asString());
        stage.fault(FAULT, false);
        JsonNode decision = lastDecision(ended);
        long failed = traffic.failures() - failuresBefore;
        fact("act 1: rolled back because", decision.path("reason").asString());
        fact("act 1: payments failed", failed + " messages");
        fact("act 1: unavoidable at this error level", Unavoidable.of(ended).describe());
        fact("act 1: evidence to all back", "at most " + seconds(timeToBeBack(decision)));
        int left = traffic.resendRefused(timeLeft());
        demand(
                left == 0,
                left + " refused messages are still refused after the rollback; " + failed + " were refused in act 1,"
                        + " the others because this machine is too slow or too busy for "
                        + Math.round(options.perSecond()) + " messages per second (--rate)");
        fact("act 1: refused messages sent again", failed + ", all accepted by the classic core");
        checkReplay(control, id);
    }

    private void mendedCandidate(ControlPlane control, PaymentTraffic traffic)
            throws IOException, InterruptedException, Unmet {
        screen.title("Act 2: the mended modern core goes up on evidence, from 5 %");
        long failuresBefore = traffic.failures();
        Instant began = Instant.now();
        String id = control.startRollout(5, "modern core, mended");
        screen.line("watch it: " + stage.consoleLink(id));
        JsonNode ended = await(control, id, traffic, DemoStory::backEverywhere);
        demand(
                ended.path("status").asString().equals("COMPLETED"),
                "act 2 must end COMPLETED, it is " + ended.path("status").asString() + ": "
                        + lastDecision(ended).path("reason").asString());
        fact("act 2: at 100 % after", seconds(Duration.between(began, Instant.now())));
        fact("act 2: payments failed", (traffic.failures() - failuresBefore) + " messages");
        for (String quantile : List.of("p50", "p95", "p99")) {
            fact("act 2: latency " + quantile, LatencyFact.describe(ended, quantile));
        }
        checkReplay(control, id);
    }

    private void audit(PaymentTraffic traffic) throws IOException, InterruptedException, Unmet {
        screen.title("The books");
        traffic.close();
        int left = traffic.resendRefused(timeLeft());
        Books books = Books.read(stage, traffic, left);
        fact("payments sent", books.messages() + " messages, " + books.transfers() + " transfers");
        fact("lost", String.valueOf(books.lost()));
        fact("doubled", String.valueOf(books.doubled()));
        fact("ledger", books.balanced() ? "balanced" : "NOT balanced");
        OutcomeCount outcomes = settledOutcomes();
        fact("outcomes counted", outcomes.recorded() + " by the service, " + outcomes.received() + " by the server");
        fact("whole demo", seconds(elapsed()));
        demand(outcomes.isExact(), "the server must count every call once: " + outcomes);
        demand(books.inOrder(), "the books are not in order: " + books.report());
    }

    /// The last batch is on its way for a second after the last call.
    private OutcomeCount settledOutcomes() throws IOException, InterruptedException {
        OutcomeCount count = OutcomeCount.read(stage);
        for (int i = 0; i < SETTLE_POLLS && !count.isExact(); i++) {
            Thread.sleep(POLL_MILLIS);
            count = OutcomeCount.read(stage);
        }
        return count;
    }

    private void checkReplay(ControlPlane control, String id) throws IOException, InterruptedException, Unmet {
        JsonNode replay = control.replay(id);
        demand(
                replay.path("identical").asBoolean(),
                "the decisions of " + id + " computed again from the stored ticks differ: " + replay);
        fact("replay of " + id, replay.path("ticks").asLong() + " ticks, identical");
    }

    private JsonNode await(ControlPlane control, String id, PaymentTraffic traffic, Predicate<JsonNode> until)
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

    private static boolean backEverywhere(JsonNode rollout) {
        return ENDED.contains(rollout.path("status").asString())
                && !lastDecision(rollout).path("activeEverywhereAt").isNull();
    }

    private static JsonNode lastDecision(JsonNode rollout) {
        JsonNode decisions = rollout.path("decisions");
        return decisions.path(decisions.size() - 1);
    }

    private static Duration timeToBeBack(JsonNode decision) {
        return Duration.between(
                Instant.parse(decision.path("evidenceAt").asString()),
                Instant.parse(decision.path("activeEverywhereAt").asString()));
    }

    private void fact(String name, String value) {
        facts.put(name, value);
        screen.line(String.format("  %-40s %s", name, value));
    }

    private void demandInTime(String progress) throws Unmet {
        demand(
                elapsed().compareTo(options.limit()) < 0,
                "not done within " + options.limit().toSeconds() + " s; " + progress);
    }

    private void demand(boolean met, @Nullable String otherwise) throws Unmet {
        if (!met) {
            throw new Unmet(String.valueOf(otherwise));
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private Duration timeLeft() {
        return options.limit().minus(elapsed());
    }

    private static String seconds(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
