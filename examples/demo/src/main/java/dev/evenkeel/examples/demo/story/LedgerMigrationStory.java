// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.RolloutApi.RolloutDecisionResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.RolloutStatus;
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

/// The migration of the ledger to another database under traffic. A faulty core that double-books retries is
/// detected in the stage `dualwrite`, before any customer is affected; the fixed one passes all six stages.
///
/// The story makes no decisions. It switches the fault, copies older messages, starts each stage and watches.
public final class LedgerMigrationStory implements DemoRunner.Story {
    private static final String FLAG = "ledger-store";
    private static final String FAULT = "double-booking";
    private static final long FIRST_MESSAGES = 5_000;
    /* Later stages book every message twice and read it back. */
    private static final double MOST_BUSY = 0.45;
    private static final int RETRIES = 40;
    private static final double QUESTIONS_PER_MESSAGE = 0.2;

    private final DemoOptions options;
    private final DemoEnvironment environment;
    private final DemoRunner runner;

    public LedgerMigrationStory(DemoOptions options, DemoEnvironment environment, DemoRunner runner) {
        this.options = options;
        this.environment = environment;
        this.runner = runner;
    }

    @Override
    public void run() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Starting the server and the payment service, with its ledger and a new, empty one");
        ControlPlaneClient control = runner.startPrograms();
        PaymentTraffic traffic = environment.openTraffic();
        traffic.start(options.seed());
        firstMessages(traffic);
        try (var client = HttpClient.newHttpClient();
                var accountQueryTraffic = new AccountQueryTraffic(
                        client,
                        environment.paymentsAddress(),
                        traffic,
                        QUESTIONS_PER_MESSAGE * traffic.perSecond(),
                        environment.timeouts().payment())) {
            accountQueryTraffic.start();
            runFaultInDualwrite(control, traffic);
            runStages(control, traffic);
            answers(accountQueryTraffic);
        }
        checkBooks(traffic);
    }

    private void answers(AccountQueryTraffic accountQueryTraffic) throws DemoRunner.DemoFailedException {
        runner.recordFact(
                "customer queries",
                accountQueryTraffic.queryCount() + ", " + accountQueryTraffic.wrongAnswers() + " wrong results, "
                        + accountQueryTraffic.firstAttemptFailures() + " retried, "
                        + accountQueryTraffic.unansweredQueries()
                        + " without response");
        runner.require(
                accountQueryTraffic.wrongAnswers() == 0,
                accountQueryTraffic.wrongAnswers() + " customer queries returned wrong results");
        runner.require(
                accountQueryTraffic.unansweredQueries() == 0,
                accountQueryTraffic.unansweredQueries() + " customer queries got no response");
    }

    private void firstMessages(PaymentTraffic traffic) throws IOException, InterruptedException {
        runner.screen().title("Baseline: payments are written to the old ledger only");
        runner.warmUp(traffic, FIRST_MESSAGES, MOST_BUSY);
    }

    private void runFaultInDualwrite(ControlPlaneClient control, PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen()
                .title("Stage off to dualwrite, faulty: the new core books retries twice; the guard should roll back");
        long failuresBefore = traffic.failures();
        environment.paymentService().setFault(FAULT, true);
        String id = start(control, "off", "dualwrite");
        RolloutDetailResponse ended = runner.await(control, id, traffic, rollout -> {
            retryMessages(traffic);
            return DemoRunner.isActiveEverywhere(rollout);
        });
        runner.requireEnding("a core that books retries twice in dualwrite", RolloutStatus.ROLLED_BACK, ended);
        environment.paymentService().setFault(FAULT, false);
        RolloutDecisionResponse decision = ended.decisions().getLast();
        runner.recordFact("double booking: reason for rollback", decision.reason());
        runner.recordFact(
                "double booking: rollback complete after",
                "at most " + DemoRunner.milliseconds(DemoRunner.timeFromDecision(decision)) + " from the decision");
        runner.recordFact("double booking: failed payments", String.valueOf(traffic.failures() - failuresBefore));
        JsonNode ledger = environment.paymentService().audit(List.of()).path("ledger");
        runner.recordFact(
                "double booking: old ledger", ledger.path("balanced").asBoolean() ? "balanced" : "NOT balanced");
        runner.require(ledger.path("balanced").asBoolean(), "the fault has reached the old ledger: " + ledger);
        runner.checkReplay(control, id);
        environment.paymentService().resetNewLedger();
    }

    /* Customers resend messages that they have just sent, as they do when a response is late. */
    private static void retryMessages(PaymentTraffic traffic) {
        List<PaymentTraffic.PaymentMessage> accepted = traffic.accepted();
        traffic.resendAccepted(
                accepted.subList(Math.max(0, accepted.size() - RETRIES), accepted.size())
                        .iterator(),
                RETRIES);
    }

    private void runStages(ControlPlaneClient control, PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        RolloutDetailResponse first = advanceToStage(control, traffic, "off", "dualwrite");
        runBackfill();
        advanceToStage(control, traffic, "dualwrite", "shadow");
        advanceToStage(control, traffic, "shadow", "live");
        advanceToStage(control, traffic, "live", "rampdown");
        RolloutDetailResponse last = advanceToStage(control, traffic, "rampdown", "complete");
        for (String quantile : List.of("p50", "p95", "p99")) {
            runner.recordFact(
                    "latency " + quantile + ", off vs dualwrite", LatencyComparisonFormatter.describe(first, quantile));
            runner.recordFact(
                    "latency " + quantile + ", rampdown vs complete",
                    LatencyComparisonFormatter.describe(last, quantile));
        }
    }

    private RolloutDetailResponse advanceToStage(
            ControlPlaneClient control, PaymentTraffic traffic, String from, String to)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Stage " + from + " to " + to);
        long failuresBefore = traffic.failures();
        Instant began = Instant.now();
        String id = start(control, from, to);
        RolloutDetailResponse ended = runner.await(control, id, traffic, DemoRunner::isActiveEverywhere);
        runner.requireEnding("the stage " + from + " to " + to, RolloutStatus.COMPLETED, ended);
        runner.recordFact(
                "stage " + to,
                "reached after " + QuantityFormatter.formatElapsed(Duration.between(began, Instant.now())) + ", "
                        + (traffic.failures() - failuresBefore) + " failed payments");
        runner.checkReplay(control, id);
        makeDefault(control, to);
        return ended;
    }

    /* An operator does this when a stage is complete. The next stage waits until every process has it. */
    private void makeDefault(ControlPlaneClient control, String to)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        control.setDefaultStage(FLAG, MigrationStage.findByVariant(to).orElseThrow());
        runner.await(
                () -> environment
                        .paymentService()
                        .migrationState()
                        .path("stage")
                        .asString(),
                to::equals,
                known -> "waiting until the payment service uses stage " + to);
    }

    private String start(ControlPlaneClient control, String from, String to) throws IOException, InterruptedException {
        String id = control.startStage(FLAG, from, to, plan(to));
        runner.screen().line("watch it: " + environment.consoleLink(id));
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
                    Map.of("from", 20, "instead", "fix the new ledger: the old one has gaps from now on"));
        }
        return plan;
    }

    /* Writing to both stores takes longer, by design, so `dualwrite` is not required to be as fast as `off`.
     * The two reads of `shadow` may differ when a payment arrives in between. */
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

    private void runBackfill() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Backfill: older payments are copied to the new ledger");
        Instant began = Instant.now();
        environment.paymentService().backfill();
        JsonNode move = runner.await(
                () -> environment.paymentService().migrationState(),
                now -> !now.path("copying").asBoolean(),
                now -> now.path("backfill").path("rows").asLong() + " messages checked");
        runner.require(
                move.path("backfill").path("finished").asBoolean(),
                "the backfill ended early: " + move.path("problem").asString());
        runner.recordFact(
                "backfill",
                move.path("backfill").path("rows").asLong() + " messages in "
                        + move.path("backfill").path("ranges").asLong() + " ranges, "
                        + QuantityFormatter.formatElapsed(Duration.between(began, Instant.now())));
    }

    private void checkBooks(PaymentTraffic traffic)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Audit of both ledgers");
        traffic.close();
        int left = traffic.resendRefused(runner.timeLeft());
        List<PaymentTraffic.PaymentMessage> accepted = traffic.accepted();
        LedgerBalanceCheck ledgerBalanceCheck = LedgerBalanceCheck.of(
                traffic,
                left,
                environment
                        .paymentService()
                        .auditNewLedger(accepted.stream()
                                .map(PaymentTraffic.PaymentMessage::id)
                                .toList()));
        runner.recordFact(
                "payments sent",
                ledgerBalanceCheck.messages() + " messages, " + ledgerBalanceCheck.transfers() + " transfers");
        runner.recordFact("failed on first attempt", traffic.failures() + " messages, resent");
        runner.recordFact("lost", String.valueOf(ledgerBalanceCheck.lost()));
        runner.recordFact("doubled", String.valueOf(ledgerBalanceCheck.doubled()));
        runner.recordFact("new ledger", ledgerBalanceCheck.balanced() ? "balanced" : "NOT balanced");
        JsonNode old = environment.paymentService().audit(List.of()).path("ledger");
        runner.recordFact("old ledger", old.path("balanced").asBoolean() ? "balanced" : "NOT balanced");
        JsonNode move = environment.paymentService().migrationState();
        runner.recordFact(
                "missing messages",
                move.path("lackedByNew").asLong() + " in the new ledger, "
                        + move.path("lackedByOld").asLong() + " in the old ledger");
        runner.recordFact("total time", QuantityFormatter.formatElapsed(runner.elapsed()));
        runner.require(
                ledgerBalanceCheck.isInOrder(), "the audit of the new ledger failed: " + ledgerBalanceCheck.report());
        runner.require(old.path("balanced").asBoolean(), "the old ledger is not balanced: " + old);
        runner.require(move.path("lackedByNew").asLong() == 0, "messages are missing in the new ledger: " + move);
    }
}
