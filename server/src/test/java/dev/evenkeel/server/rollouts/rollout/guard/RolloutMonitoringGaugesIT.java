// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Gauges of rollouts in `/metrics`.
final class RolloutMonitoringGaugesIT {
    private TestServer server;
    private RolloutScene rolloutScene;

    @BeforeEach
    void start() {
        server = TestServer.start();
        rolloutScene = new RolloutScene(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void exportsExposureHoldAndDecisionAgeOfRunningRollout() {
        assertThat(metrics()).doesNotContain("evenkeel_rollout_");
        String id = rolloutScene.startRunning(rolloutScene.service("one", 1));
        JsonNode rollout = TestServer.json(server.get("/api/v1/rollouts/" + id));

        assertThat(value("evenkeel_rollout_exposure_ratio", id))
                .isEqualTo(rollout.get("exposure").doubleValue() / 100);
        await("an evaluation by the guard").until(() -> value("evenkeel_guard_last_decision_age_seconds", id) < 5);
        assertThat(metrics()).contains("evenkeel_guard_evaluation_failures_total 0.0");

        server.post("/api/v1/environments/default/releases/pause", Json.of("{'reason':'outage'}"));
        rolloutScene.awaitRollout(
                id, seen -> seen.get("holdReason").asString("").equals("GATES"));
        assertThat(metrics()).containsPattern("(?m)^evenkeel_rollout_hold\\{.*reason=\"GATES\".*\"" + id + "\"} 1.0$");

        server.post("/api/v1/rollouts/" + id + "/abort", "{}");
        assertThat(metrics()).as("an ended one is gone").doesNotContain(id);
    }

    private double value(String metric, String rollout) {
        Matcher line = Pattern.compile("(?m)^" + metric + "\\{.*\"" + rollout + "\"} (.+)$")
                .matcher(metrics());
        assertThat(line.find()).as(metric + " of " + rollout).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private String metrics() {
        return server.get("/metrics").body();
    }
}
