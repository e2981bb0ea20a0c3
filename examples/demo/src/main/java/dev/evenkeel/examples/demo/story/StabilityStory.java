// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.api.IncidentApi.ImportIncidentsResponse;
import dev.evenkeel.api.IncidentApi.IncidentResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.client.JsonHttpClient;
import dev.evenkeel.examples.demo.client.PaymentWeakness;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.traffic.CallCounts;
import dev.evenkeel.examples.demo.traffic.CustomerBehaviour;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import dev.evenkeel.examples.demo.traffic.TrafficRateTuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The stability story: a team requests a migration of a service that has just had two incidents and fails
/// too often. Gates refuse it, the three causes with the most harm are fixed one after the other, the
/// rollback is rehearsed, and then the same rollout runs.
///
/// The story makes no decisions. It enables and fixes weaknesses, performs operator actions, and watches.
public final class StabilityStory implements DemoRunner.Story {
    /* Messages with a wrong control sum, resent messages, and names beyond basic Latin. */
    private static final CustomerBehaviour HABITS = new CustomerBehaviour(0.005, 0.035, 0.04);
    private static final double TARGET = 0.95;
    /* Each weakness alone exhausts this budget, but none exhausts the earlier one. */
    private static final double TARGET_WHEN_STABLE = 0.985;
    private static final long WARM_UP_MESSAGES = 1_200;
    /* Less traffic than in the other stories: failures must come from weaknesses, not from a busy machine. */
    private static final double SHARE_OF_TRAFFIC = 0.5;
    private static final List<String> MUST_REFUSE = List.of("budget", "incidents", "rollback-drill");

    private final DemoOptions options;
    private final DemoEnvironment environment;
    private final DemoRunner runner;
    private final boolean decides;

    /// @param decides whether the story also assesses the risk first and reports the outcome
    public StabilityStory(DemoOptions options, DemoEnvironment environment, DemoRunner runner, boolean decides) {
        this.options = options;
        this.environment = environment;
        this.runner = runner;
        this.decides = decides;
    }

    @Override
    public void run() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Starting the server and the payment service, with three known weaknesses");
        ControlPlaneClient control = runner.startPrograms();
        StabilityClient client = control.stability();
        prepare(client);
        PaymentTraffic traffic = environment.openTraffic(SHARE_OF_TRAFFIC);
        Instant harmStarted = Instant.now();
        traffic.setBehaviour(HABITS);
        traffic.start(options.seed());
        var mending = new FixPhase(environment, runner, client, traffic, harmStarted);
        CallCounts before = before(traffic, mending);
        var incident = new DemoIncidentPhase(runner, client, harmStarted);
        runner.screen().line("incident: " + environment.pageLink("/incidents/" + incident.declare(before)));
        var migration = new CoreRolloutPhase(environment, runner, control);
        refused(migration, client);
        var deciding = new DecisionPhase(options, environment, runner, control.decisions());
        if (decides) {
            deciding.importSloHistory();
            deciding.assess(client);
            deciding.decideStabiliseFirst(client);
        }
        mending.showCauses();
        CallCounts after = mending.fixAll(before);
        if (decides) {
            deciding.completeWork(client, mending.evidence());
        }
        var drills = new RollbackDrillPhase(runner, client);
        drills.rehearse("before the migration");
        new DetectionDrillPhase(environment, runner, client).run(mending.fixedWeaknesses(), TARGET_WHEN_STABLE);
        incident.end(mending.evidence(), traffic.calls().failed());
        resend(traffic);
        planChanges(client, drills);
        runner.screen().title("\"Migrate now\" again: the gates should be open, and the modern core should reach 100%");
        migration.run(client, traffic);
        if (decides) {
            deciding.writeReport();
        }
        checkBooks(client, traffic, before, after);
    }

    private void prepare(StabilityClient client) throws IOException, InterruptedException {
        for (PaymentWeakness spot : PaymentWeakness.values()) {
            environment.paymentService().setWeakness(spot.key(), true);
        }
        environment.paymentService().setClearing(true);
        client.registerService();
        client.applyObjective(TARGET);
        String csv = IncidentHistoryGenerator.csv(Instant.now());
        Path file = Files.writeString(options.data().resolve("incidents.csv"), csv);
        Files.writeString(options.data().resolve("incidents-map.yaml"), IncidentHistoryGenerator.MAP);
        ImportIncidentsResponse imported = client.importHistory(csv, IncidentHistoryGenerator.MAP);
        client.saveRollbackPlan(CoreRolloutPhase.FIRST_STEPS_BACK, environment.rehearsalUrl());
        runner.screen().line("service: payments, tier 1, owner team-money, flag payment-core");
        runner.screen()
                .line("SLO: 95% of calls succeed, over one minute (so short only for the demo): "
                        + environment.pageLink("/slos/" + StabilityClient.OBJECTIVE));
        runner.recordFact(
                "history", imported.created() + " made-up incidents of one year, two of them recent: " + file);
    }

    private CallCounts before(PaymentTraffic traffic, FixPhase mending)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Baseline: customers pay, and too many calls fail");
        runner.warmUp(traffic, WARM_UP_MESSAGES, TrafficRateTuner.MAX_BUSY);
        CallCounts before = mending.measure("baseline");
        runner.recordFact("failed calls, before", before.describe());
        return before;
    }

    /// Requests the migration after the SLO has evaluated a minute; gates must refuse it.
    private void refused(CoreRolloutPhase migration, StabilityClient client)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("\"Migrate now\": a rollout of the modern core is requested; the gates should block it");
        runner.await(
                () -> client.gate("budget"),
                gate -> gate.verdict() == GateVerdict.DENY,
                gate -> "waiting for the SLO to cover one minute: " + gate.reason());
        JsonHttpClient.JsonResponse jsonResponse = migration.tryStart("migrate now");
        runner.require(
                jsonResponse.status() == 409, "the migration should be rejected with 409, but got " + jsonResponse);
        List<String> closed = client.gates().gates().stream()
                .filter(GateResultResponse::closed)
                .map(gate -> gate.result().gate())
                .distinct()
                .toList();
        runner.recordFact(
                "\"migrate now\"",
                "rejected (409 " + jsonResponse.body().path("code").asString() + ") by " + String.join(", ", closed));
        jsonResponse
                .body()
                .path("problems")
                .forEach(problem ->
                        runner.screen().line("  - " + problem.path("message").asString()));
        runner.require(
                closed.containsAll(MUST_REFUSE),
                "the gates " + MUST_REFUSE + " should be closed, but closed are " + closed);
        runner.screen().line("gates: " + environment.pageLink("/gates"));
    }

    private void resend(PaymentTraffic traffic) throws InterruptedException {
        int refused = traffic.refusals();
        traffic.resendRefused(runner.timeLeft());
        runner.recordFact("rejected payments resent", refused + ", still rejected: " + traffic.refusals());
    }

    /// A drill covers only one version of the plan.
    private void planChanges(StabilityClient client, RollbackDrillPhase drills)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        int version = client.saveRollbackPlan(
                List.of(
                        CoreRolloutPhase.FIRST_STEPS_BACK.getFirst(),
                        "hand over the shift",
                        CoreRolloutPhase.FIRST_STEPS_BACK.getLast()),
                environment.rehearsalUrl());
        GateResult gate = client.gate("rollback-drill");
        runner.require(
                gate.verdict() == GateVerdict.DENY,
                "a drill of an older plan version should not count, but the gate is " + gate);
        runner.recordFact("plan version " + version, "earlier drill no longer counts: " + gate.reason());
        drills.rehearse("for plan version " + version);
    }

    private void checkBooks(StabilityClient client, PaymentTraffic traffic, CallCounts before, CallCounts after)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        environment.paymentService().setClearing(false);
        runner.checkBooks(traffic);
        runner.recordFact("failed calls, before and after", before.describe() + " -> " + after.describe());
        List<IncidentResponse> open = client.openIncidents();
        runner.recordFact("open incidents", String.valueOf(open.size()));
        runner.recordFact("total time", QuantityFormatter.formatElapsed(runner.elapsed()));
        runner.require(
                open.isEmpty(),
                "incidents are still open at the end: "
                        + open.stream().map(one -> one.incident().title()).collect(Collectors.joining(", ")));
    }
}
