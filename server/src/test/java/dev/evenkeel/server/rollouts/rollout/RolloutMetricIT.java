// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.rollbackReason;
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

/// Rollouts with guardrails on custom metrics.
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
        SimulatedService service = rolloutScene.service("a", 1).withEventRate("classic", 0.01);
        String id = rolloutScene.seed(
                rolloutScene.startWith(NO_LATENCY, metrics(Json.of("'kind':'ZERO_TOLERANCE'"))), service);
        service.withEventRate("modern", 0.05);
        JsonNode ended = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "ROLLED_BACK"));

        assertThat(rollbackReason(ended)).startsWith("doubled: not tolerated: ");
        assertThat(ended.at("/counts/candidate/metrics/doubled/events").longValue())
                .isPositive();
        assertThat(ended.at("/plan/guardrails/metrics/0/kind").stringValue()).isEqualTo("ZERO_TOLERANCE");
        assertReplays(server, id);
    }

    @Test
    void advancesBelowMetricCeilingAndRollsBackAboveIt() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service =
                rolloutScene.service("a", 1).withEventRate("classic", 0.02).withEventRate("modern", 0.02);
        String guardrails = metrics(Json.of("'kind':'CEILING','limit':0.1"));
        String id = rolloutScene.seed(rolloutScene.startWith(NO_LATENCY, guardrails), service);
        rolloutScene.drive(id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));
        service.withEventRate("modern", 0.5);
        JsonNode ended = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "ROLLED_BACK"));

        assertThat(rollbackReason(ended)).startsWith("doubled ceiling: above the limit of 0.1 per call: ");
        assertReplays(server, id);
    }

    @Test
    void showsCandidateLimitCountsOnRolloutPage() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        service.sendMetrics(
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
        assertReplays(server, id);
    }

    private static String metrics(String guardrail) {
        return NO_LATENCY + Json.of(",'metrics':[{'metric':'doubled',%s}]", guardrail);
    }
}
