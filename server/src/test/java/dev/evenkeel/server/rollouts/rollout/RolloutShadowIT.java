// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.rollbackReason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Rollouts that start with a shadow step, which compares results before units are exposed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutShadowIT {
    private static final String NO_LATENCY = Json.of("'latency':[]");
    private static final String SHADOW =
            NO_LATENCY + Json.of(",'shadow':{'tolerated':5,'noise':0,'action':'ROLL_BACK'}");
    private static final String STEPS = Json.of("'steps':[");
    private static final String SHADOW_STEP = STEPS + Json.of("{'exposure':0,'dwell':'PT0S','shadow':100},");

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
    void advancesWhenShadowResultsAgree() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1).withShadowDifferences(0);
        String id = rolloutScene.seed(rolloutScene.startWith(NO_LATENCY, SHADOW, STEPS, SHADOW_STEP), service);
        assertThat(Objects.requireNonNull(service.split()).shadow()).isNotNull();
        assertThat(rolloutScene.rollout(id).get("exposure").doubleValue()).isZero();
        JsonNode advanced = rolloutScene.drive(
                id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));
        assertThat(advanced.at("/counts/candidate/metrics/shadow:compared/events")
                        .longValue())
                .isPositive();
        assertThat(advanced.at("/shadowDifferences/0/fields/0").stringValue()).isEqualTo("total");
        assertThat(advanced.get("shadowDifferences").size()).isLessThanOrEqualTo(20);
        assertReplays(server, id);
        assertThat(server.get("/rollouts/" + id).body()).contains("Answers that differ", "total");
    }

    @Test
    void rollsBackBeforeExposureWhenShadowResultsDiffer() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1).withShadowDifferences(0.5);
        String id = rolloutScene.seed(rolloutScene.startWith(NO_LATENCY, SHADOW, STEPS, SHADOW_STEP), service);
        JsonNode ended = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "ROLLED_BACK"));
        assertThat(rollbackReason(ended)).startsWith("shadow: results differ too often: ");
        assertThat(ended.at("/counts/candidate/calls").longValue()).isZero();
        assertReplays(server, id);
    }
}
