// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.rollbackReason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Rollouts in which the breaker of a process trips.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutBreakerIT {
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
    void holdsOnFirstBreakerTripAndRollsBackOnSecond() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService first = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(first);
        assertThat(Objects.requireNonNull(Objects.requireNonNull(first.split()).breaker())
                        .ceiling())
                .isEqualTo(Percent.parse("20"));
        first.tripBreaker().callAndSend(10);
        JsonNode held = rolloutScene.awaitRollout(
                id, now -> "BREAKER".equals(now.path("holdReason").asString("")));
        assertThat(held.at("/breakerTrips/0/instance").stringValue()).isEqualTo(rolloutScene.flag + "-a");
        assertThat(held.at("/breakerTrips/0/candidateFailures").longValue()).isEqualTo(9);
        first.callAndSend(10);
        assertThat(rolloutScene.rollout(id).get("breakerTrips"))
                .as("reported twice, counted once")
                .hasSize(1);

        rolloutScene.service("b", 2).tripBreaker().callAndSend(10);
        JsonNode ended = rolloutScene.awaitRollout(id, now -> hasStatus(now, "ROLLED_BACK"));
        assertThat(rollbackReason(ended))
                .contains(
                        "open in process " + rolloutScene.flag + "-a: ",
                        "open in process " + rolloutScene.flag + "-b: ");
        assertReplays(server, id);
        assertThat(server.get("/rollouts/" + id).body()).contains("Processes that stopped using modern");
    }

    @Test
    void countsBreakerTripsWithoutOutcomeBatches() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService first = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(first);
        first.tripBreaker().refresh();
        JsonNode held = rolloutScene.awaitRollout(
                id, now -> "BREAKER".equals(now.path("holdReason").asString("")));
        assertThat(held.at("/breakerTrips/0/instance").stringValue()).isEqualTo(rolloutScene.flag + "-a");
        rolloutScene.service("b", 2).tripBreaker().refresh();
        JsonNode ended = rolloutScene.awaitRollout(id, now -> hasStatus(now, "ROLLED_BACK"));
        assertThat(rollbackReason(ended))
                .contains(
                        "open in process " + rolloutScene.flag + "-a: ",
                        "open in process " + rolloutScene.flag + "-b: ");
        assertReplays(server, id);
    }

    @Test
    void ignoresBreakerTripAtEarlierExposure() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        SimulatedService late = rolloutScene.service("late", 3);
        String id = rolloutScene.startRunning(service);
        late.refresh().tripBreaker();
        JsonNode advanced = rolloutScene.drive(
                id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));
        late.callAndSend(1);
        rolloutScene.awaitRollout(id, now -> now.get("breakerTrips").size() == 1);
        rolloutScene.drive(
                id,
                List.of(service),
                now -> now.get("decisions").size() > advanced.get("decisions").size());
        assertThat(decisionKinds(rolloutScene.rollout(id))).doesNotContain("ROLL_BACK");
        assertReplays(server, id);
    }
}
