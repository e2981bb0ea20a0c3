// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.rollout.guard.EndedRolloutStoredDataCleanup;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Rollouts of calls whose outcomes settle later.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutSettlementIT {
    private static final String NO_LATENCY = Json.of("'latency':[]");
    private static final String SETTLED = NO_LATENCY + Json.of(",'settled':{'share':50,'window':'P14D'}");

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
    void advancesWhenEnoughCallsHaveSettled() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.seed(rolloutScene.startWith(NO_LATENCY, SETTLED), service);
        service.settleCalls(SplitSide.CANDIDATE, 100, 20).settleCalls(SplitSide.CONTROL, 900, 850);
        JsonNode held = rolloutScene.drive(
                id,
                List.of(service),
                now -> "SETTLING".equals(now.path("holdReason").asString("")));
        assertThat(lastReason(held))
                .isEqualTo("settled: 20 of 100 calls with delayed results at this step are"
                        + " settled; 30 more needed for 50%");
        assertThat(held.at("/plan/guardrails/settled/share").intValue()).isEqualTo(50);
        assertThat(server.get("/rollouts/" + id).body())
                .contains(
                        "for calls to turn out.",
                        "Calls that turned out",
                        "Turned out later: 20 of 100 calls of modern, 0 of them failed; 850 of 900 calls of classic");
        rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "RUNNING"));
        assertThat(decisionKinds(rolloutScene.rollout(id))).doesNotContain("ADVANCE");

        rolloutScene.service("elsewhere", 2).settleCalls(SplitSide.CANDIDATE, 0, 30);
        rolloutScene.awaitRollout(id, now -> decisionKinds(now).contains("ADVANCE"));
        assertReplays(server, id);
    }

    @Test
    void countsLateFailedUnitOnceAcrossProcessesAndVariants() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        service.settleCalls(SplitSide.CONTROL, 0, 3, 7L, 8L, 7L);
        rolloutScene.service("b", 2).settleCalls(SplitSide.CONTROL, 0, 1, 8L);
        rolloutScene.service("c", 3).settleCalls(SplitSide.CANDIDATE, 0, 1, 8L);
        JsonNode counted = rolloutScene.awaitRollout(
                id,
                now -> now.at("/counts/candidate/metrics/settlement:failed/events")
                                .asLong(0)
                        == 1);
        assertThat(counted.at("/counts/control/failedUnits").longValue()).isEqualTo(2);
        assertThat(counted.at("/counts/control/failures").longValue()).isZero();
        assertThat(counted.at("/counts/control/metrics/settlement:failed/events")
                        .longValue())
                .isEqualTo(4);
        assertThat(counted.at("/counts/control/metrics/settlement:failed/units").longValue())
                .isEqualTo(2);
        assertThat(counted.at("/counts/candidate/failedUnits").longValue()).isZero();
        assertReplays(server, id);
    }

    @Test
    void rollsBackOnLateFailuresOfEarlierStep() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        SimulatedService late = rolloutScene.service("late", 2);
        String id = rolloutScene.startRunning(service);
        late.refresh();
        JsonNode advanced = rolloutScene.drive(
                id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));
        assertThat(advanced.at("/counts/candidate/failedUnits").longValue()).isZero();

        late.settleCalls(
                SplitSide.CANDIDATE, 0, 20, LongStream.range(0, 20).boxed().toArray(Long[]::new));
        JsonNode ended = rolloutScene.awaitRollout(id, now -> hasStatus(now, "ROLLED_BACK"));
        assertThat(lastReason(ended)).startsWith("errors: ");
        assertReplays(server, id);
    }

    @Test
    void acceptsLateOutcomesUntilSettlementWindowEnds() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.seed(rolloutScene.startWith(NO_LATENCY, SETTLED), service);
        server.post("/api/v1/rollouts/" + id + "/abort", Json.of("{'reason':'enough'}"));
        rolloutScene.awaitRollout(id, now -> hasStatus(now, "ABORTED"));

        server.bean(EndedRolloutStoredDataCleanup.class).runOnce(Instant.now().plus(Duration.ofDays(13)));
        service.settleCalls(SplitSide.CONTROL, 0, 1, 7L);
        rolloutScene.awaitRollout(
                id,
                now -> now.at("/counts/control/metrics/settlement:failed/units").asLong(0) == 1);
        server.bean(EndedRolloutStoredDataCleanup.class).runOnce(Instant.now().plus(Duration.ofDays(15)));
        assertThat(server.bean(EvidenceRepository.class).listRolloutsWithWindows())
                .doesNotContain(id);
        service.settleCalls(SplitSide.CONTROL, 0, 1, 8L);
        assertThat(server.bean(EvidenceRepository.class).listPending(id, 10)).isEmpty();
    }

    private static String lastReason(JsonNode rollout) {
        return rollout.get("decisions")
                .valueStream()
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .get("reason")
                .stringValue();
    }
}
