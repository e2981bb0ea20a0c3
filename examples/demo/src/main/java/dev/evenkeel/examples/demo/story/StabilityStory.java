// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

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
import tools.jackson.databind.JsonNode;

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
    private final DemoEnvironment stage;
    private final DemoRunner run;
    private final boolean decides;

    /// @param decides whether the story also assesses the risk first and reports the outcome
    public StabilityStory(DemoOptions options, DemoEnvironment stage, DemoRunner run, boolean decides) {
        this.options = options;
        this.stage = stage;
        this.run = run;
        this.decides = decides;
    }

    @Override
    public void run() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("Starting the server and the payment service, as weak as it was before anybody mended it");
        ControlPlaneClient control = run.startPrograms();
        StabilityClient practice = control.stability();
        prepare(practice);
        PaymentTraffic traffic = stage.openTraffic(SHARE_OF_TRAFFIC);
        Instant harmStarted = Instant.now();
        traffic.setBehaviour(HABITS);
        traffic.start(options.seed());
        var mending = new FixPhase(stage, run, practice, traffic, harmStarted);
        CallCounts before = before(traffic, mending);
        var incident = new DemoIncidentPhase(run, practice, harmStarted);
        run.screen().line("incident " + stage.pageLink("/incidents/" + incident.declare(before)));
        var migration = new CoreRolloutPhase(stage, run, control);
        refused(migration, practice);
        var deciding = new DecisionPhase(options, stage, run, control.decisions());
        if (decides) {
            deciding.importSloHistory();
            deciding.assess(practice);
            deciding.decideStabiliseFirst(practice);
        }
        mending.showCauses();
        CallCounts after = mending.fixAll(before);
        if (decides) {
            deciding.completeWork(practice, mending.evidence());
        }
        var drills = new RollbackDrillPhase(run, practice);
        drills.rehearse("before the migration");
        new DetectionDrillPhase(stage, run, practice).run(mending.fixedWeaknesses(), TARGET_WHEN_STABLE);
        incident.end(mending.evidence(), traffic.calls().failed());
        resend(traffic);
        planChanges(practice, drills);
        run.screen().title("The same order again");
        migration.run(practice, traffic);
        if (decides) {
            deciding.writeReport();
        }
        checkBooks(practice, traffic, before, after);
    }

    private void prepare(StabilityClient practice) throws IOException, InterruptedException {
        for (PaymentWeakness spot : PaymentWeakness.values()) {
            stage.paymentService().setWeakness(spot.key(), true);
        }
        stage.paymentService().setClearing(true);
        practice.registerService();
        practice.applyObjective(TARGET);
        String csv = IncidentHistoryGenerator.csv(Instant.now());
        Path file = Files.writeString(options.data().resolve("incidents.csv"), csv);
        Files.writeString(options.data().resolve("incidents-map.yaml"), IncidentHistoryGenerator.MAP);
        JsonNode imported = practice.importHistory(csv, IncidentHistoryGenerator.MAP);
        practice.saveRollbackPlan(CoreRolloutPhase.FIRST_STEPS_BACK, stage.rehearsalUrl());
        run.screen().line("service  payments, tier 1, of team-money; the flag payment-core is its own");
        run.screen()
                .line("objective: 95 % of all calls of the last minute succeed: so short for this demo only; " + "see "
                        + stage.pageLink("/slos/" + StabilityClient.OBJECTIVE));
        run.recordFact(
                "history",
                imported.path("created").asInt() + " incidents of a year, two of them lately: made up, " + file);
    }

    private CallCounts before(PaymentTraffic traffic, FixPhase mending)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("Customers pay, and too many calls fail");
        run.warmUp(traffic, WARM_UP_MESSAGES, TrafficRateTuner.MAX_BUSY);
        CallCounts before = mending.measure("as it is");
        run.recordFact("calls that fail, before", before.describe());
        return before;
    }

    /// Requests the migration after the SLO has evaluated a minute; gates must refuse it.
    private void refused(CoreRolloutPhase migration, StabilityClient practice)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("\"Migrate now\": the rollout of the modern core is ordered");
        run.await(
                () -> practice.gate("budget"),
                gate -> gate.path("verdict").asString().equals("DENY"),
                gate -> "waiting for a full minute of the objective: "
                        + gate.path("reason").asString());
        JsonHttpClient.JsonResponse answer = migration.tryStart("migrate now");
        run.require(answer.status() == 409, "the migration must be refused with 409, the answer is " + answer);
        List<String> closed = StabilityClient.toList(practice.gates().path("gates")).stream()
                .filter(gate -> gate.path("closed").asBoolean())
                .map(gate -> gate.path("gate").asString())
                .distinct()
                .toList();
        run.recordFact(
                "\"migrate now\"",
                "refused (409 " + answer.body().path("code").asString() + ") by " + String.join(", ", closed));
        StabilityClient.toList(answer.body().path("problems"))
                .forEach(problem ->
                        run.screen().line("  - " + problem.path("message").asString()));
        run.require(
                closed.containsAll(MUST_REFUSE), "the gates " + MUST_REFUSE + " must be closed, closed are " + closed);
        run.screen().line("see " + stage.pageLink("/gates"));
    }

    private void resend(PaymentTraffic traffic) throws InterruptedException {
        int refused = traffic.refusals();
        traffic.resendRefused(run.timeLeft());
        run.recordFact("refused payments sent again", refused + ", all but " + traffic.refusals() + " accepted now");
    }

    /// A drill covers only one version of the plan.
    private void planChanges(StabilityClient practice, RollbackDrillPhase drills)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        int version = practice.saveRollbackPlan(
                List.of(
                        CoreRolloutPhase.FIRST_STEPS_BACK.getFirst(),
                        "hand the shift over",
                        CoreRolloutPhase.FIRST_STEPS_BACK.getLast()),
                stage.rehearsalUrl());
        JsonNode gate = practice.gate("rollback-drill");
        run.require(
                gate.path("verdict").asString().equals("DENY"),
                "a drill of an older version of the plan must count no more, the gate says " + gate);
        run.recordFact(
                "plan version " + version,
                "drill counts no more: " + gate.path("reason").asString());
        drills.rehearse("version " + version + " of the plan");
    }

    private void checkBooks(StabilityClient practice, PaymentTraffic traffic, CallCounts before, CallCounts after)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        stage.paymentService().setClearing(false);
        run.checkBooks(traffic);
        run.recordFact("calls that fail, before and after", before.describe() + " -> " + after.describe());
        List<JsonNode> open = practice.openIncidents();
        run.recordFact("open incidents", String.valueOf(open.size()));
        run.recordFact("whole story", DemoRunner.seconds(run.elapsed()));
        run.require(
                open.isEmpty(),
                "no incident may be open at the end: "
                        + open.stream().map(one -> one.path("title").asString()).collect(Collectors.joining(", ")));
    }
}
