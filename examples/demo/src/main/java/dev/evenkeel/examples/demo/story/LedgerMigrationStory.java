// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.environment.LedgerBalanceCheck;
import dev.evenkeel.examples.demo.traffic.AccountQueryTraffic;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The ledger moves from one database to another while customers pay: a new core that books a
/// retry twice is found out in dualwrite, before anybody is touched; the mended one goes through
/// all six stages.
///
/// Nothing here decides. The story switches the fault, copies older messages, starts each stage
/// and watches.
public final class LedgerMigrationStory implements DemoRunner.Story {
    private static final String FLAG = "ledger-store";
    private static final String FAULT = "double-booking";
    private static final long FIRST_MESSAGES = 5_000;
    /* Every message is booked twice later on, and read back. */
    private static final double MOST_BUSY = 0.45;
    private static final int RETRIES = 40;
    private static final double QUESTIONS_PER_MESSAGE = 0.2;

    private final DemoOptions options;
    private final DemoEnvironment stage;
    private final DemoRunner run;

    public LedgerMigrationStory(DemoOptions options, DemoEnvironment stage, DemoRunner run) {
        this.options = options;
        this.stage = stage;
        this.run = run;
    }

    @Override
    public void tell() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("Starting the server and the payment service, which has a ledger and a new, empty one");
        ControlPlaneClient control = run.open();
        PaymentTraffic traffic = stage.openTraffic();
        traffic.start(options.seed());
        firstMessages(traffic);
        try (var client = HttpClient.newHttpClient();
                var questions = new AccountQueryTraffic(
                        client,
                        stage.paymentsAddress(),
                        traffic,
                        QUESTIONS_PER_MESSAGE * traffic.perSecond(),
                        stage.limits().payment())) {
            questions.start();
            foundOutInDualwrite(control, traffic);
            throughTheStages(control, traffic);
            answers(questions);
        }
        books(traffic);
    }

    private void answers(AccountQueryTraffic questions) throws DemoRunner.DemoFailedException {
        run.fact(
                "questions of customers",
                questions.asked() + ", " + questions.wrong() + " answered wrongly, " + questions.failedAtFirst()
                        + " asked again, " + questions.unanswered() + " never answered");
        run.demand(questions.wrong() == 0, questions.wrong() + " questions of customers were answered wrongly");
        run.demand(questions.unanswered() == 0, questions.unanswered() + " questions of customers got no answer");
    }

    private void firstMessages(PaymentTraffic traffic) throws IOException, InterruptedException {
        run.screen().title("Payments as ever: only the old ledger knows of them");
        run.warmUp(traffic, FIRST_MESSAGES, MOST_BUSY);
    }

    private void foundOutInDualwrite(ControlPlaneClient control, PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("A new core that books a retry again is written beside the old one");
        long failuresBefore = traffic.failures();
        stage.paymentService().fault(FAULT, true);
        String id = start(control, "off", "dualwrite");
        JsonNode ended = run.await(control, id, traffic, rollout -> {
            retrySome(traffic);
            return DemoRunner.isEverywhere(rollout);
        });
        run.demand(
                ended.path("status").asString().equals("ROLLED_BACK"),
                "a core that books twice must end ROLLED_BACK in dualwrite, it is "
                        + ended.path("status").asString());
        stage.paymentService().fault(FAULT, false);
        JsonNode decision = DemoRunner.lastDecision(ended);
        run.fact(
                "a double booking: rolled back because", decision.path("reason").asString());
        run.fact("decision to all back", "at most " + DemoRunner.seconds(DemoRunner.timeFromDecision(decision)));
        run.fact("payments failed meanwhile", (traffic.failures() - failuresBefore) + " messages");
        JsonNode ledger = stage.paymentService().audit(List.of()).path("ledger");
        run.fact(
                "the ledger that counts",
                ledger.path("balanced").asBoolean() ? "nothing booked twice" : "NOT balanced");
        run.demand(ledger.path("balanced").asBoolean(), "the fault has reached the old ledger: " + ledger);
        run.checkReplay(control, id);
        stage.paymentService().restartMove();
    }

    /* Customers send messages again that they have sent a moment ago, as they do when an answer is late. */
    private static void retrySome(PaymentTraffic traffic) {
        List<PaymentTraffic.PaymentMessage> accepted = traffic.accepted();
        traffic.sendAgain(
                accepted.subList(Math.max(0, accepted.size() - RETRIES), accepted.size())
                        .iterator(),
                RETRIES);
    }

    private void throughTheStages(ControlPlaneClient control, PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        JsonNode first = toStage(control, traffic, "off", "dualwrite");
        copyOlder();
        toStage(control, traffic, "dualwrite", "shadow");
        toStage(control, traffic, "shadow", "live");
        toStage(control, traffic, "live", "rampdown");
        JsonNode last = toStage(control, traffic, "rampdown", "complete");
        for (String quantile : List.of("p50", "p95", "p99")) {
            run.fact("latency " + quantile + ", off v dualwrite", LatencyComparisonFormatter.describe(first, quantile));
            run.fact(
                    "latency " + quantile + ", rampdown v complete",
                    LatencyComparisonFormatter.describe(last, quantile));
        }
    }

    private JsonNode toStage(ControlPlaneClient control, PaymentTraffic traffic, String from, String to)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("From " + from + " to " + to);
        long failuresBefore = traffic.failures();
        Instant began = Instant.now();
        String id = start(control, from, to);
        JsonNode ended = run.await(control, id, traffic, DemoRunner::isEverywhere);
        run.demand(
                ended.path("status").asString().equals("COMPLETED"),
                "the step from " + from + " to " + to + " must end COMPLETED, it is "
                        + ended.path("status").asString() + ": "
                        + DemoRunner.lastDecision(ended).path("reason").asString());
        run.fact(
                to + ": everybody after",
                DemoRunner.seconds(Duration.between(began, Instant.now())) + ", "
                        + (traffic.failures() - failuresBefore) + " payments failed");
        run.checkReplay(control, id);
        makeDefault(control, to);
        return ended;
    }

    /* As a person does when a step is complete. The next one waits by itself until every process knows. */
    private void makeDefault(ControlPlaneClient control, String to)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        control.makeDefault(FLAG, MigrationStage.of(to).orElseThrow());
        run.await(
                () -> stage.paymentService().move().path("stage").asString(),
                to::equals,
                known -> "waiting until the payment service knows that everybody is at " + to);
    }

    private String start(ControlPlaneClient control, String from, String to) throws IOException, InterruptedException {
        String id = control.startStage(FLAG, from, to, plan(to));
        run.screen().line("watch it: " + stage.consoleLink(id));
        return id;
    }

    private static Map<String, Object> plan(String to) {
        boolean compares = to.equals("dualwrite") || to.equals("shadow");
        Map<String, Object> plan = new HashMap<>(Map.of(
                "template",
                "fast",
                "name",
                "to " + to,
                "seedSamples",
                2_000,
                "steps",
                List.of(
                        Map.of("exposure", 20, "dwell", "PT5S", "shadow", compares ? 100 : 0),
                        Map.of("exposure", 50, "dwell", "PT5S"),
                        Map.of("exposure", 100, "dwell", "PT5S")),
                "guardrails",
                guardrails(to, compares)));
        if (to.equals("complete")) {
            /* From there on the old ledger has gaps. */
            plan.put(
                    "pointOfNoReturn",
                    Map.of("from", 20, "instead", "mend the new ledger: the old one has gaps from now on"));
        }
        return plan;
    }

    /*
     * Writing both costs time, and is meant to, so dualwrite is not asked to be as fast as off. What shadow reads twice
     * may differ by itself, when a payment comes in between.
     */
    private static Map<String, Object> guardrails(String to, boolean compares) {
        boolean asFast = !to.equals("dualwrite");
        Map<String, Object> guardrails = new HashMap<>();
        guardrails.put("errors", Map.of("weight", asFast ? 0.8 : 1, "toleratedExtra", 1));
        guardrails.put("latency", asFast ? List.of(noSlower(0.5, 1.25)) : List.of());
        guardrails.put("rank", null);
        if (compares) {
            guardrails.put("shadow", Map.of("tolerated", 1, "noise", to.equals("shadow") ? 20 : 0));
        }
        return guardrails;
    }

    private static Map<String, Object> noSlower(double quantile, double ratio) {
        return Map.of("quantile", quantile, "weight", 0.2, "advanceRatio", ratio);
    }

    private void copyOlder() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("Copying what was booked before both ledgers were written");
        Instant began = Instant.now();
        stage.paymentService().backfill();
        JsonNode move = run.await(
                () -> stage.paymentService().move(),
                now -> !now.path("copying").asBoolean(),
                now -> now.path("backfill").path("rows").asLong() + " messages looked at");
        run.demand(
                move.path("backfill").path("finished").asBoolean(),
                "the copying ended early: " + move.path("problem").asString());
        run.fact(
                "backfill",
                move.path("backfill").path("rows").asLong() + " messages in "
                        + move.path("backfill").path("ranges").asLong() + " ranges, "
                        + DemoRunner.seconds(Duration.between(began, Instant.now())));
    }

    private void books(PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("The books of the new ledger");
        traffic.close();
        int left = traffic.resendRefused(run.timeLeft());
        List<PaymentTraffic.PaymentMessage> accepted = traffic.accepted();
        LedgerBalanceCheck books = LedgerBalanceCheck.of(
                traffic,
                left,
                stage.paymentService()
                        .auditNew(accepted.stream()
                                .map(PaymentTraffic.PaymentMessage::id)
                                .toList()));
        run.fact("payments sent", books.messages() + " messages, " + books.transfers() + " transfers");
        run.fact("failed at first", traffic.failures() + " messages, sent again");
        run.fact("lost", String.valueOf(books.lost()));
        run.fact("doubled", String.valueOf(books.doubled()));
        run.fact("new ledger", books.balanced() ? "balanced" : "NOT balanced");
        JsonNode old = stage.paymentService().audit(List.of()).path("ledger");
        run.fact("old ledger", old.path("balanced").asBoolean() ? "balanced" : "NOT balanced");
        JsonNode move = stage.paymentService().move();
        run.fact(
                "left to repair",
                move.path("lackedByNew").asLong() + " in the new, "
                        + move.path("lackedByOld").asLong() + " in the old");
        run.fact("whole story", DemoRunner.seconds(run.elapsed()));
        run.demand(books.inOrder(), "the books are not in order: " + books.report());
        run.demand(old.path("balanced").asBoolean(), "the old ledger is not in order: " + old);
        run.demand(move.path("lackedByNew").asLong() == 0, "the new ledger lacks messages: " + move);
    }
}
