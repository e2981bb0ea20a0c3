// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.is;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.kinds;
import static org.assertj.core.api.Assertions.assertThat;

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

/// Rollouts between stages of a migration whose stores have to be known to agree.
final class RolloutReconciliationIT {
    private static final String STRANGER = "another-service";
    private static final String LATENCY = "\"latency\":[]";

    private static TestServer server;
    private MigrationScene scene;

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
        scene = new MigrationScene(server, "dualwrite");
    }

    @Test
    void aStepBeginsOnlyAfterACleanPass() {
        String id = begin("dualwrite", "shadow");
        JsonNode held = scene.awaitWaiting(id, "RECONCILIATION");
        assertThat(is(held, "COLLECTING_BASELINE")).isTrue();
        assertThat(lastReason(held))
                .isEqualTo("no pass that compares the stores has ended which began when every process was at dualwrite:"
                        + " let the service reconcile them");
        assertThat(held.at("/plan/guardrails/reconciliation").toString())
                .isEqualTo("{\"required\":true,\"within\":\"PT15M\",\"action\":\"ROLL_BACK\"}");

        JsonNode pass = scene.beginPass();
        assertThat(pass.get("together").booleanValue()).isTrue();
        assertThat(pass.get("stage").stringValue()).isEqualTo("dualwrite");
        scene.report(pass, 0, false);
        scene.report(pass, 0, true);
        assertThat(kinds(scene.awaitStatus(id, "RUNNING"))).containsExactly("START");
    }

    @Test
    void neitherProgressNorAMismatchBeginsAStep() {
        JsonNode pass = scene.beginPass();
        scene.report(pass, 0, false);
        String id = begin("dualwrite", "shadow");
        assertThat(lastReason(scene.awaitWaiting(id, "RECONCILIATION"))).startsWith("no pass");
        abort(id);

        scene.report(pass, 3, true);
        scene.report(pass, 0, true);
        String other = begin("dualwrite", "shadow");
        assertThat(lastReason(scene.awaitWaiting(other, "RECONCILIATION")))
                .contains("found 3 mismatches in 120 ranges of 16,890 rows, e.g. account 17: 300 here, 299 there")
                .endsWith("repair what differs, and let the service compare them again");
    }

    @Test
    void anOldPassBeginsNothing() {
        scene.pass(0);
        scene.age(Duration.ofMinutes(20));
        String id = begin("dualwrite", "shadow");
        assertThat(lastReason(scene.awaitWaiting(id, "RECONCILIATION")))
                .startsWith("the last pass that compared the stores was clean and ended at ")
                .contains("the plan asks for one of the last 15 min");
        scene.pass(0);
        scene.awaitStatus(id, "RUNNING");
    }

    @Test
    void aPassThatBeganBeforeEverybodyHadAcknowledgedDoesNotCount() {
        scene.acknowledge(STRANGER, 1);
        JsonNode early = scene.beginPass();
        assertThat(early.get("together").booleanValue()).isFalse();
        scene.acknowledge(STRANGER);
        scene.report(early, 0, true);

        String id = begin("dualwrite", "shadow");
        scene.acknowledge(STRANGER);
        scene.awaitWaiting(id, "RECONCILIATION");
        assertThat(scene.pass(0).get("together").booleanValue()).isTrue();
        scene.awaitStatus(id, "RUNNING");
    }

    @Test
    void aPassOfAnEarlierTimeAtTheStageDoesNotCount() {
        scene.pass(0);
        scene.define("off");
        scene.service.refresh();
        scene.define("dualwrite");
        String id = begin("dualwrite", "shadow");
        scene.awaitWaiting(id, "RECONCILIATION");
    }

    @Test
    void aPassFromBeforeSomebodyWroteOneStoreOnlyDoesNotCount() {
        scene.pass(0);
        String back = begin("dualwrite", "off");
        scene.awaitStatus(back, "RUNNING");
        scene.service.refresh();
        assertThat(scene.beginPass().get("together").booleanValue()).isFalse();
        abort(back);

        String id = begin("dualwrite", "shadow");
        scene.awaitWaiting(id, "RECONCILIATION");
        scene.pass(0);
        scene.awaitStatus(id, "RUNNING");
    }

    @Test
    void aMismatchRollsBackWhatRuns() {
        scene.pass(0);
        String id = begin("dualwrite", "shadow");
        scene.awaitStatus(id, "RUNNING");
        scene.service.refresh().serve(200);
        JsonNode pass = scene.beginPass();
        assertThat(pass.get("together").booleanValue()).isTrue();
        scene.report(pass, 1, false);
        scene.rollouts.drive(
                id, List.of(scene.service), now -> now.get("checks").toString().contains("found no mismatch"));
        scene.report(pass, 3, true);

        JsonNode ended = scene.awaitStatus(id, "ROLLED_BACK");
        assertThat(kinds(ended)).doesNotContain("COMPLETE");
        assertThat(lastReason(ended))
                .startsWith("reconciliation: the pass that compared the stores until ")
                .contains("3 mismatches");
        scene.assertReplays(id);
    }

    @Test
    void withoutAYoungCleanPassNothingGoesOn() {
        scene.pass(0);
        String id = begin("dualwrite", "shadow");
        scene.awaitStatus(id, "RUNNING");
        scene.age(Duration.ofMinutes(20));
        JsonNode held = scene.rollouts.drive(
                id,
                List.of(scene.service),
                now -> now.get("holdReason").asString("").equals("RECONCILIATION"));
        assertThat(kinds(held)).containsExactly("START");

        scene.pass(0);
        scene.rollouts.drive(id, List.of(scene.service), now -> kinds(now).contains("ADVANCE"));
        scene.assertReplays(id);
    }

    @Test
    void whereOneStoreGetsFewerWritesNothingIsComparedOnTheWay() {
        scene = new MigrationScene(server, "rampdown");
        String id = begin("rampdown", "complete");
        scene.awaitWaiting(id, "RECONCILIATION");
        scene.pass(0);
        scene.awaitStatus(id, "RUNNING");
        scene.service.refresh();
        JsonNode pass = scene.pass(7);
        assertThat(pass.get("together").booleanValue()).isFalse();
        JsonNode advanced = scene.rollouts.drive(
                id, List.of(scene.service), now -> kinds(now).contains("ADVANCE"));
        assertThat(advanced.get("checks").toString()).doesNotContain("reconciliation");
        scene.assertReplays(id);
    }

    @Test
    void somebodyMaySayThatThereIsNothingToReconcile() {
        String id = scene.begin("dualwrite", "shadow", asking("{\"required\":false}"));
        JsonNode running = scene.awaitStatus(id, "RUNNING");
        assertThat(running.at("/plan/guardrails/reconciliation/required").booleanValue())
                .isFalse();
    }

    @Test
    void backwardsNothingIsAskedUnlessThePlanDoes() {
        String id = begin("dualwrite", "off");
        assertThat(scene.awaitStatus(id, "RUNNING")
                        .at("/plan/guardrails/reconciliation")
                        .isNull())
                .isTrue();
    }

    @Test
    void isRefusedWhereStoresCannotAgree() {
        HttpResponse<String> plain = scene.rollouts.order("""
                {"flag":"banner","control":"off","candidate":"on","plan":%s,"reason":"try it"}
                """.formatted(asking("{\"required\":false}")));
        assertThat(plain.statusCode()).isEqualTo(422);
        assertThat(TestServer.json(plain).at("/problems/0/pointer").stringValue())
                .isEqualTo("/plan/guardrails/reconciliation");
        assertThat(plain.body()).contains("this is no step of a migration");

        HttpResponse<String> early = scene.order("dualwrite", "off", asking("{\"within\":\"P8D\"}"));
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body()).contains("must be a second to 7 days");

        scene.define("off");
        HttpResponse<String> off = scene.order("off", "dualwrite", asking("{\"required\":true}"));
        assertThat(off.statusCode()).isEqualTo(422);
        assertThat(off.body()).contains("only one store gets the writes");
    }

    private static String asking(String reconciliation) {
        return RolloutScene.plan(LATENCY, LATENCY + ",\"reconciliation\":" + reconciliation);
    }

    private String begin(String control, String candidate) {
        return scene.begin(control, candidate, RolloutScene.plan());
    }

    private void abort(String id) {
        assertThat(server.post("/api/v1/rollouts/" + id + "/abort", "{\"reason\":\"enough\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String lastReason(JsonNode rollout) {
        JsonNode decisions = rollout.get("decisions");
        return decisions.get(decisions.size() - 1).get("reason").stringValue();
    }
}
