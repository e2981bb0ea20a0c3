// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.MigrationScene;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Rollouts between stages of a migration that require a clean reconciliation of its stores.
final class RolloutReconciliationIT {
    private static final String STRANGER = "another-service";
    private static final String LATENCY = Json.of("'latency':[]");

    private static TestServer server;
    private MigrationScene migrationScene;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void define() {
        migrationScene = new MigrationScene(server, "dualwrite");
    }

    @Test
    void startsStepOnlyAfterCleanPass() {
        String id = startRollout("dualwrite", "shadow");
        JsonNode held = migrationScene.awaitHold(id, "RECONCILIATION");
        assertThat(hasStatus(held, "COLLECTING_BASELINE")).isTrue();
        assertThat(lastReason(held))
                .isEqualTo("no reconciliation pass has completed since every process reached dualwrite;"
                        + " start a pass in the service");
        assertThat(held.at("/plan/guardrails/reconciliation").toString())
                .isEqualTo(Json.of("{'required':true,'within':'PT15M','action':'ROLL_BACK'}"));

        JsonNode pass = migrationScene.startPass();
        assertThat(pass.get("together").booleanValue()).isTrue();
        assertThat(pass.get("stage").stringValue()).isEqualTo("dualwrite");
        migrationScene.report(pass, 0, false);
        migrationScene.report(pass, 0, true);
        assertThat(decisionKinds(migrationScene.awaitStatus(id, "RUNNING"))).containsExactly("START");
    }

    @Test
    void holdsOnUnfinishedPassAndOnMismatches() {
        JsonNode pass = migrationScene.startPass();
        migrationScene.report(pass, 0, false);
        String id = startRollout("dualwrite", "shadow");
        assertThat(lastReason(migrationScene.awaitHold(id, "RECONCILIATION"))).startsWith("no reconciliation pass");
        abort(id);

        migrationScene.report(pass, 3, true);
        migrationScene.report(pass, 0, true);
        String other = startRollout("dualwrite", "shadow");
        assertThat(lastReason(migrationScene.awaitHold(other, "RECONCILIATION")))
                .contains("found 3 mismatches in 120 ranges of 16,890 rows, e.g. account 17: 300 here, 299 there")
                .endsWith("repair the differences and start another pass");
    }

    @Test
    void holdsWhenLastCleanPassIsTooOld() {
        migrationScene.pass(0);
        migrationScene.shiftPassesBack(Duration.ofMinutes(20));
        String id = startRollout("dualwrite", "shadow");
        assertThat(lastReason(migrationScene.awaitHold(id, "RECONCILIATION")))
                .startsWith("the last clean reconciliation pass ended at ")
                .contains("the plan requires one within the last 15 min");
        migrationScene.pass(0);
        migrationScene.awaitStatus(id, "RUNNING");
    }

    @Test
    void ignoresPassStartedBeforeAllProcessesAcknowledgedStage() {
        migrationScene.acknowledge(STRANGER, 1);
        JsonNode early = migrationScene.startPass();
        assertThat(early.get("together").booleanValue()).isFalse();
        migrationScene.acknowledge(STRANGER);
        migrationScene.report(early, 0, true);

        String id = startRollout("dualwrite", "shadow");
        migrationScene.acknowledge(STRANGER);
        migrationScene.awaitHold(id, "RECONCILIATION");
        assertThat(migrationScene.pass(0).get("together").booleanValue()).isTrue();
        migrationScene.awaitStatus(id, "RUNNING");
    }

    @Test
    void ignoresPassFromPreviousTimeAtStage() {
        migrationScene.pass(0);
        migrationScene.define("off");
        migrationScene.service.refresh();
        migrationScene.define("dualwrite");
        String id = startRollout("dualwrite", "shadow");
        migrationScene.awaitHold(id, "RECONCILIATION");
    }

    @Test
    void ignoresPassFromBeforeSingleStoreWrites() {
        migrationScene.pass(0);
        String back = startRollout("dualwrite", "off");
        migrationScene.awaitStatus(back, "RUNNING");
        migrationScene.service.refresh();
        assertThat(migrationScene.startPass().get("together").booleanValue()).isFalse();
        abort(back);

        String id = startRollout("dualwrite", "shadow");
        migrationScene.awaitHold(id, "RECONCILIATION");
        migrationScene.pass(0);
        migrationScene.awaitStatus(id, "RUNNING");
    }

    @Test
    void rollsBackRunningRolloutOnMismatch() {
        migrationScene.pass(0);
        String id = startRollout("dualwrite", "shadow");
        migrationScene.awaitStatus(id, "RUNNING");
        migrationScene.service.refresh().callAndSend(200);
        JsonNode pass = migrationScene.startPass();
        assertThat(pass.get("together").booleanValue()).isTrue();
        migrationScene.report(pass, 1, false);
        migrationScene.rollouts.drive(
                id,
                List.of(migrationScene.service),
                now -> now.get("checks").toString().contains("found no mismatches"));
        migrationScene.report(pass, 3, true);

        JsonNode ended = migrationScene.awaitStatus(id, "ROLLED_BACK");
        assertThat(decisionKinds(ended)).doesNotContain("COMPLETE");
        assertThat(lastReason(ended))
                .startsWith("reconciliation: the reconciliation pass of ")
                .contains("3 mismatches");
        assertReplays(server, id);
    }

    @Test
    void holdsRunningRolloutWithoutRecentCleanPass() {
        migrationScene.pass(0);
        String id = startRollout("dualwrite", "shadow");
        migrationScene.awaitStatus(id, "RUNNING");
        migrationScene.shiftPassesBack(Duration.ofMinutes(20));
        JsonNode held = migrationScene.rollouts.drive(
                id,
                List.of(migrationScene.service),
                now -> now.get("holdReason").asString("").equals("RECONCILIATION"));
        assertThat(decisionKinds(held)).containsExactly("START");

        migrationScene.pass(0);
        migrationScene.rollouts.drive(
                id, List.of(migrationScene.service), now -> decisionKinds(now).contains("ADVANCE"));
        assertReplays(server, id);
    }

    @Test
    void ignoresMismatchesDuringRolloutFromRampdownToComplete() {
        migrationScene = new MigrationScene(server, "rampdown");
        String id = startRollout("rampdown", "complete");
        migrationScene.awaitHold(id, "RECONCILIATION");
        migrationScene.pass(0);
        migrationScene.awaitStatus(id, "RUNNING");
        migrationScene.service.refresh();
        JsonNode pass = migrationScene.pass(7);
        assertThat(pass.get("together").booleanValue()).isFalse();
        JsonNode advanced = migrationScene.rollouts.drive(
                id, List.of(migrationScene.service), now -> decisionKinds(now).contains("ADVANCE"));
        assertThat(advanced.get("checks").toString()).doesNotContain("reconciliation");
        assertReplays(server, id);
    }

    @Test
    void startsWithoutPassWhenPlanDisablesReconciliation() {
        String id = migrationScene.startRollout(
                "dualwrite", "shadow", planWithReconciliation(Json.of("{'required':false}")));
        JsonNode running = migrationScene.awaitStatus(id, "RUNNING");
        assertThat(running.at("/plan/guardrails/reconciliation/required").booleanValue())
                .isFalse();
    }

    @Test
    void requiresNoReconciliationWhenMovingToPreviousStage() {
        String id = startRollout("dualwrite", "off");
        assertThat(migrationScene
                        .awaitStatus(id, "RUNNING")
                        .at("/plan/guardrails/reconciliation")
                        .isNull())
                .isTrue();
    }

    @Test
    void rejectsReconciliationForNonMigrationRollout() {
        HttpResponse<String> plain = migrationScene.rollouts.requestStart(
                """
                {"flag":"banner","control":"off","candidate":"on","plan":%s,"reason":"try it"}
                """.formatted(planWithReconciliation(Json.of("{'required':false}"))));
        assertThat(plain.statusCode()).isEqualTo(422);
        assertThat(TestServer.json(plain).at("/problems/0/pointer").stringValue())
                .isEqualTo("/plan/guardrails/reconciliation");
        assertThat(plain.body()).contains("the rollout is not a migration step");
    }

    @Test
    void rejectsPeriodOutsideOneSecondToSevenDays() {
        String plan = planWithReconciliation(Json.of("{'within':'P8D'}"));
        HttpResponse<String> tooLong = migrationScene.requestStart("dualwrite", "off", plan);
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.body()).contains("must be a second to 7 days");
    }

    @Test
    void rejectsRequiredReconciliationForSingleStoreStage() {
        migrationScene.define("off");
        String plan = planWithReconciliation(Json.of("{'required':true}"));
        HttpResponse<String> off = migrationScene.requestStart("off", "dualwrite", plan);
        assertThat(off.statusCode()).isEqualTo(422);
        assertThat(off.body()).contains("only one store receives writes");
    }

    private static String planWithReconciliation(String reconciliation) {
        return RolloutScene.plan(LATENCY, LATENCY + Json.of(",'reconciliation':%s", reconciliation));
    }

    private String startRollout(String control, String candidate) {
        return migrationScene.startRollout(control, candidate, RolloutScene.plan());
    }

    private void abort(String id) {
        assertThat(server.post("/api/v1/rollouts/" + id + "/abort", Json.of("{'reason':'enough'}"))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String lastReason(JsonNode rollout) {
        JsonNode decisions = rollout.get("decisions");
        return decisions.get(decisions.size() - 1).get("reason").stringValue();
    }
}
