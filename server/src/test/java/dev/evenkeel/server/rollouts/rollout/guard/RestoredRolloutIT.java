// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.json.Json;
import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Rollouts at 10% exposure whose database was restored from a backup with `--restored-from-backup`. Each test has its
/// own rollout on one server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestoredRolloutIT {
    private static final List<String> KEYS =
            List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);

    private TestServer server;
    private BackedUpRollout held;
    private BackedUpRollout confirmed;
    private BackedUpRollout aborted;
    private BackedUpRollout failing;
    private OutcomeBatch failures;
    private String pastPointOfNoReturn;

    private record BackedUpRollout(RolloutScene scene, String id) {
        static BackedUpRollout on(TestServer server) {
            var rolloutScene = new RolloutScene(server);
            return new BackedUpRollout(rolloutScene, rolloutScene.startRunning(rolloutScene.service("one", 7)));
        }

        String flag() {
            return scene.flag;
        }
    }

    @BeforeAll
    void restore() {
        String database = TestServer.freshDatabase();
        try (TestServer before = TestServer.startOnDatabase(database, KEYS)) {
            held = BackedUpRollout.on(before);
            confirmed = BackedUpRollout.on(before);
            aborted = BackedUpRollout.on(before);
            failing = BackedUpRollout.on(before);
            failures = failing.scene
                    .service("late", 9)
                    .withFailureRate("modern", 0.9)
                    .makeCalls(3_000);
            var rolloutScene = new RolloutScene(before);
            pastPointOfNoReturn = rolloutScene.seed(
                    rolloutScene.startWith(
                            "\"seedSamples\"",
                            Json.of("'pointOfNoReturn':{'from':10,'instead':'mend it'},'seedSamples'"),
                            Json.of("{'exposure':10}"),
                            Json.of("{'exposure':10,'dwell':'PT1H'}")),
                    rolloutScene.service("one", 7));
        }
        String backup = EmbeddedPostgres.startTemporary().copyDatabase(database);
        List<String> options = new ArrayList<>(KEYS);
        options.addAll(List.of("--restored-from-backup", "disk of db1 failed"));
        server = TestServer.startOnDatabase(backup, options);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void holdsAtZeroExposureUntilUserConfirms() {
        String id = held.id();
        var service = new SimulatedService(server, held.flag(), "held", 8);
        assertThat(exposure(service)).isZero();
        JsonNode before = rollout(id);
        assertThat(before.get("status").stringValue()).isEqualTo("RUNNING");
        assertThat(before.get("exposure").intValue()).isZero();
        assertThat(before.get("holdReason").stringValue()).isEqualTo("DATABASE_RESTORED");

        long calls = before.at("/counts/control/calls").longValue();
        service.callAndSend(3_000);
        await().until(() -> rollout(id).at("/counts/control/calls").longValue() == calls + 3_000);
        JsonNode still = rollout(id);
        assertThat(still.get("holdReason").stringValue()).isEqualTo("DATABASE_RESTORED");
        assertThat(still.get("exposure").intValue()).isZero();
        assertThat(still.get("decisions").size())
                .isEqualTo(before.get("decisions").size());
    }

    @Test
    void showsCauseAndCommandsOfHold() {
        String id = held.id();
        assertThat(rollout(id).at("/forecast/summary").stringValue())
                .contains("disk of db1 failed", "held at 0% (10% in the backup)")
                .contains("rollout resume " + id, "rollout abort " + id);
        assertThat(server.post("/api/v1/rollouts/" + id + "/approve", "").body())
                .contains("nothing-to-approve", "rollout resume " + id);
        assertThat(server.get("/rollouts/" + id).body())
                .contains("Continue rollout", "until a person confirms the rollout");
        assertThat(server.get("/").body()).contains("is held because the database was restored: continue or stop it.");
    }

    @Test
    void resumesWhenUserConfirms() {
        String id = confirmed.id();
        var service = new SimulatedService(server, confirmed.flag(), "confirmed", 8);
        HttpResponse<String> answer = await().until(
                        () -> server.post(
                                "/api/v1/rollouts/" + id + "/confirm",
                                Json.of("{'reason':'it ran before the outage'}")),
                        response -> response.statusCode() == 200);
        assertThat(TestServer.json(answer).get("exposure").intValue()).isEqualTo(10);
        assertThat(TestServer.json(answer).get("holdReason").isNull()).isTrue();
        assertThat(exposure(service)).isEqualTo(1_000);
        assertThat(server.post("/api/v1/rollouts/" + id + "/confirm", "").body())
                .contains("nothing-to-confirm");
        assertThat(server.get("/api/v1/audit?subject=" + id).body())
                .contains("rollout.held", "rollout.confirmed", "it ran before the outage");
        new RolloutScene(server)
                .drive(id, List.of(service), rollout -> rollout.get("step").intValue() > 0);
        assertReplays(server, id);
    }

    @Test
    void abortsHeldRollout() {
        String id = aborted.id();
        TestServer.requireSuccess(
                server.post("/api/v1/rollouts/" + id + "/abort", Json.of("{'reason':'it was rolled back'}")));
        assertThat(hasStatus(rollout(id), "ABORTED")).isTrue();
        assertThat(new SimulatedService(server, aborted.flag(), "aborted", 1)
                        .refresh()
                        .split())
                .isNull();
        assertThat(server.post("/api/v1/rollouts/" + id + "/confirm", "").body())
                .contains("rollout-ended");
    }

    @Test
    void rollsBackHeldRolloutOnLateFailures() {
        assertThat(new SimulatedService(server, "any", "any", 1).send(failures).statusCode())
                .isEqualTo(200);
        await().until(() -> hasStatus(rollout(failing.id()), "ROLLED_BACK"));
        assertReplays(server, failing.id());
    }

    @Test
    void keepsExposurePastPointOfNoReturn() {
        JsonNode kept = rollout(pastPointOfNoReturn);
        assertThat(kept.get("exposure").intValue()).isEqualTo(10);
        assertThat(kept.at("/forecast/summary").stringValue()).startsWith("held at 10%, past its point of no return");
    }

    private static int exposure(SimulatedService service) {
        return Objects.requireNonNull(service.refresh().split()).exposure().basisPoints();
    }

    private JsonNode rollout(String id) {
        return TestServer.requireSuccess(server.get("/api/v1/rollouts/" + id));
    }
}
