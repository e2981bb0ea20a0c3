// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Technologies that come with a rollout.
final class RolloutTechnologyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start();
        sent(server.put("/api/v1/technologies", """
                {"technologies":{"quarkus":{"kind":"LANGUAGE_OR_FRAMEWORK",
                 "moves":[{"to":"TRIAL","reason":"starts fast"}]}}}"""));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatACompletedRolloutIntroducedRunsOnWhenItsFlagSaysNothingAnyMore() {
        var scene = new RolloutScene(server);
        declare(scene, "quarkus");
        SimulatedService service = scene.service("a", 1);
        String id = scene.startRunning(service);
        scene.drive(id, List.of(service), now -> is(now, "COMPLETED"));

        JsonNode uses = await().atMost(PATIENCE).until(this::uses, found -> !found.isEmpty());
        declare(scene, "");
        assertThat(uses.at("/0/service").stringValue()).isEqualTo(scene.flag);
        assertThat(uses.at("/0/until").isNull()).isTrue();
        assertThat(uses()).isEqualTo(uses);
    }

    @Test
    void whatAnEndedOneTriedRunsNowhereAndItsIncidentsCount() {
        var scene = new RolloutScene(server);
        declare(scene, "quarkus");
        String id = scene.startRunning(scene.service("a", 2));
        sent(server.post("/api/v1/rollouts/" + id + "/abort", "{\"reason\":\"it is slow\"}"));
        sent(server.post("/api/v1/incidents", """
                {"service":"core","title":"slow","change":"rollout:%s"}""".formatted(id)));
        await().atMost(PATIENCE).until(() -> quarkus().get("incidents").doubleValue() == 1);
        assertThat(uses().isEmpty()).isTrue();
    }

    private void declare(RolloutScene scene, String technologies) {
        sent(server.put("/api/v1/environments/default/flags", """
                {"flags":{"%s":{"state":"ENABLED","variants":{"classic":"c","modern":"m"},"defaultVariant":"classic",
                 "metadata":{"technologies":"%s"}}}}""".formatted(scene.flag, technologies)));
    }

    private JsonNode uses() {
        return quarkus().get("uses");
    }

    private JsonNode quarkus() {
        return TestServer.json(server.get("/api/v1/technologies/quarkus"));
    }

    private static boolean is(JsonNode rollout, String status) {
        return rollout.get("status").stringValue().equals(status);
    }

    private static void sent(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }
}
