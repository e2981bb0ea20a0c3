// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Technologies that rollouts introduce.
final class RolloutTechnologyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        assertSuccessful(server.put("/api/v1/technologies", """
                {"technologies":{
                 "quarkus":{"kind":"LANGUAGE_OR_FRAMEWORK","ringChanges":[{"to":"TRIAL","reason":"starts fast"}]},
                 "helidon":{"kind":"LANGUAGE_OR_FRAMEWORK","ringChanges":[{"to":"TRIAL","reason":"is small"}]}}}"""));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void endIncidents() {
        server.resolveIncidents();
    }

    @Test
    void keepsTechnologyOfCompletedRolloutInUse() {
        var rolloutScene = new RolloutScene(server.newEnvironment());
        declare(rolloutScene, "quarkus");
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "COMPLETED"));

        JsonNode uses = await().atMost(PATIENCE).until(() -> uses("quarkus"), found -> !found.isEmpty());
        declare(rolloutScene, "");
        assertThat(uses.at("/0/service").stringValue()).isEqualTo(rolloutScene.flag);
        assertThat(uses.at("/0/until").isNull()).isTrue();
        assertThat(uses("quarkus")).isEqualTo(uses);
    }

    @Test
    void countsIncidentsButNoUseOfTechnologyAfterAbort() {
        var rolloutScene = new RolloutScene(server.newEnvironment());
        declare(rolloutScene, "helidon");
        String id = rolloutScene.startRunning(rolloutScene.service("a", 2));
        assertSuccessful(server.post("/api/v1/rollouts/" + id + "/abort", Json.of("{'reason':'it is slow'}")));
        assertSuccessful(server.post("/api/v1/incidents", """
                {"service":"core","title":"slow","change":"rollout:%s"}""".formatted(id)));
        await().atMost(PATIENCE)
                .until(() -> technology("helidon").get("incidents").doubleValue() == 1);
        assertThat(uses("helidon").isEmpty()).isTrue();
    }

    private static void declare(RolloutScene rolloutScene, String technologies) {
        assertSuccessful(rolloutScene.environment.put("/flags", """
                {"flags":{"%s":{"state":"ENABLED","variants":{"classic":"c","modern":"m"},"defaultVariant":"classic",
                 "metadata":{"technologies":"%s"}}}}""".formatted(rolloutScene.flag, technologies)));
    }

    private static JsonNode uses(String technology) {
        return technology(technology).get("uses");
    }

    private static JsonNode technology(String name) {
        return TestServer.json(server.get("/api/v1/technologies/" + name));
    }

    private static void assertSuccessful(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }
}
