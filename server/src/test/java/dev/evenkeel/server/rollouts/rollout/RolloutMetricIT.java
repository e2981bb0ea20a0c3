// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.is;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Rollouts judged by metrics of the service's own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutMetricIT {
    private static final String NO_LATENCY = Json.of("'latency':[]");
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
    void rollsBackOnFirstEventOfZeroToleranceMetric() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1).doubling("classic", 0.01);
        String id = rolloutScene.seed(
                rolloutScene.startWith(NO_LATENCY, metrics(Json.of("'kind':'ZERO_TOLERANCE'"))), service);
        service.doubling("modern", 0.05);
        JsonNode ended = rolloutScene.drive(id, List.of(service), now -> is(now, "ROLLED_BACK"));

        assertThat(reason(ended)).startsWith("doubled: not tolerated: ");
        assertThat(ended.at("/counts/candidate/metrics/doubled/events").longValue())
                .isPositive();
        assertThat(ended.at("/plan/guardrails/metrics/0/kind").stringValue()).isEqualTo("ZERO_TOLERANCE");
        assertReplays(id);
    }

    @Test
    void advancesBelowMetricCeilingAndRollsBackAboveIt() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service =
                rolloutScene.service("a", 1).doubling("classic", 0.02).doubling("modern", 0.02);
        String order = metrics(Json.of("'kind':'CEILING','limit':0.1"));
        String id = rolloutScene.seed(rolloutScene.startWith(NO_LATENCY, order), service);
        rolloutScene.drive(id, List.of(service), now -> kinds(now).contains("ADVANCE"));
        service.doubling("modern", 0.5);
        JsonNode ended = rolloutScene.drive(id, List.of(service), now -> is(now, "ROLLED_BACK"));

        assertThat(reason(ended)).startsWith("doubled ceiling: above the limit of 0.1 per call: ");
        assertReplays(id);
    }

    @Test
    void showsCandidateLimitCountsOnRolloutPage() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        service.count(
                SplitSide.CANDIDATE,
                new MetricSummary(MetricNames.LIMIT_REFUSED, 30, List.of(), List.of()),
                new MetricSummary(MetricNames.LIMIT_TIMED_OUT, 2, List.of(), List.of()));
        JsonNode counted = rolloutScene.drive(
                id,
                List.of(service),
                now -> now.at("/counts/candidate/metrics/limit:refused/events").asLong(0) == 30);
        assertThat(counted.at("/counts/candidate/metrics/limit:timed-out/events")
                        .longValue())
                .isEqualTo(2);
        assertThat(server.get("/rollouts/" + id).body())
                .contains("Limits of modern: 30 calls found no place and were answered by classic");
        assertReplays(id);
    }

    private void assertReplays(String id) {
        assertThat(server.get("/api/v1/rollouts/" + id + "/replay").body()).contains(Json.of("'identical':true"));
    }

    private static String metrics(String guardrail) {
        return NO_LATENCY + Json.of(",'metrics':[{'metric':'doubled',%s}]", guardrail);
    }

    private static String reason(JsonNode rollout) {
        JsonNode decisions = rollout.get("decisions");
        return decisions
                .valueStream()
                .filter(decision -> decision.get("kind").stringValue().equals("ROLL_BACK"))
                .findFirst()
                .orElseThrow()
                .get("reason")
                .stringValue();
    }
}
