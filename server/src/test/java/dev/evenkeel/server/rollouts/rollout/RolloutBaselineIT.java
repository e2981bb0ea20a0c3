// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Rollouts whose control gets too few calls to complete the latency baseline in time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutBaselineIT {
    private static final String SEEDS = Json.of("'seedSamples':500");
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void reportsLateBaselineOnceAndStartsWhenComplete() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        service.callAndSend(60);
        String id = start(rolloutScene, "HOLD");
        JsonNode late = rolloutScene.awaitRollout(
                id, rollout -> rollout.get("holdReason").asString("").equals("TIME_LIMIT"));

        assertThat(hasStatus(late, "COLLECTING_BASELINE")).isTrue();
        JsonNode decision = late.at("/decisions/0");
        assertThat(decision.get("kind").stringValue()).isEqualTo("HOLD");
        assertThat(decision.get("exposure").intValue()).isZero();
        assertThat(decision.get("reason").stringValue())
                .startsWith("time limit exceeded, no users exposed: the latency baseline has 60 of 500 required"
                        + " samples ");

        service.refresh().callAndSend(40);
        JsonNode counted = rolloutScene.awaitRollout(
                id, rollout -> rollout.at("/baseline/samples").longValue() == 100);
        assertThat(counted.get("decisions")).hasSize(1);

        rolloutScene.seed(id, service);
        assertThat(decisionKinds(rolloutScene.rollout(id))).containsExactly("START");
        assertReplays(server, id);
    }

    @Test
    void rollsBackOnLateBaselineWhenPlanRequiresIt() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = start(rolloutScene, "ROLL_BACK");
        JsonNode ended = rolloutScene.awaitRollout(id, rollout -> hasStatus(rollout, "ROLLED_BACK"));

        assertThat(decisionKinds(ended)).isEqualTo(List.of("ROLL_BACK"));
        assertThat(ended.get("exposure").intValue()).isZero();
        assertThat(ended.get("endedAt").isString()).isTrue();
        assertThat(ended.get("holdReason").isNull()).isTrue();
        assertThat(ended.at("/decisions/0/reason").stringValue())
                .contains("has 0 of 500 required samples after ", ", limit 1 s");
        assertThat(service.refresh().split()).isNull();
        assertReplays(server, id);
    }

    private static String start(RolloutScene rolloutScene, String whenLate) {
        return rolloutScene.startWith(
                SEEDS, SEEDS + Json.of(",'limits':{'step':'PT1S','rollout':'PT1S','whenLate':'%s'}", whenLate));
    }
}
