// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutIT {
    private static final long SEED = 20_260_101;
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
    void advancesHealthyCandidateThroughAllStepsAndReplaysIdentically() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService one = rolloutScene
                .service("one", SEED)
                .withFailureRate("classic", 0.01)
                .withFailureRate("modern", 0.01);
        SimulatedService two = rolloutScene
                .service("two", SEED + 1)
                .withFailureRate("classic", 0.01)
                .withFailureRate("modern", 0.01);
        String id = rolloutScene.startRunning(one);

        JsonNode done = rolloutScene.drive(id, List.of(one, two), rollout -> hasStatus(rollout, "COMPLETED"));

        assertThat(decisionKinds(done)).containsExactly("START", "ADVANCE", "ADVANCE", "ADVANCE", "COMPLETE");
        assertThat(done.get("exposure").intValue()).isEqualTo(100);
        assertThat(done.get("endedAt").isNull()).isFalse();
        JsonNode last = done.get("decisions").get(done.get("decisions").size() - 1);
        assertThat(last.get("reason").stringValue()).contains("until modern is made the flag's default variant");
        assertThat(one.refresh().split())
                .isNotNull()
                .satisfies(split -> assertThat(split.exposure().basisPoints()).isEqualTo(10_000));
        assertReplays(id, done);
    }

    @Test
    void rollsBackFailingCandidate() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService one = rolloutScene.service("one", SEED).withFailureRate("modern", 0.3);
        SimulatedService two = rolloutScene.service("two", SEED + 1).withFailureRate("modern", 0.3);
        String id = rolloutScene.startRunning(one);

        JsonNode back = rolloutScene.drive(id, List.of(one, two), rollout -> hasStatus(rollout, "ROLLED_BACK"));

        assertThat(decisionKinds(back)).containsExactly("START", "ROLL_BACK");
        assertThat(back.get("exposure").intValue()).isZero();
        JsonNode decision = back.get("decisions").get(back.get("decisions").size() - 1);
        assertThat(Instant.parse(decision.get("evidenceAt").stringValue()))
                .isBefore(Instant.parse(decision.get("at").stringValue()));
        assertThat(back.get("counts").get("candidate").get("failedUnits").longValue())
                .isBetween(1L, 100L);
        assertThat(back.get("rollback").get("log10").doubleValue())
                .isGreaterThanOrEqualTo(back.get("rollback").get("threshold").doubleValue());
        await().atMost(Duration.ofSeconds(30)).until(() -> one.refresh().split() == null);
        assertReplays(id, back);

        one.callAndSend(300);
        assertThat(rolloutScene.rollout(id).get("status").stringValue()).isEqualTo("ROLLED_BACK");
    }

    private void assertReplays(String id, JsonNode rollout) {
        JsonNode replay = TestServer.json(server.get("/api/v1/rollouts/" + id + "/replay"));
        assertThat(replay.get("identical").booleanValue()).as(replay.toString()).isTrue();
        assertThat(replay.get("ticks").longValue()).isPositive();
        assertThat(rollout.get("counts").get("candidate").get("calls").longValue())
                .isPositive();
    }
}
