// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Warnings at the start of a rollout, from the traffic before it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutStartIT {
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
    void startsWithWarningWhenControlHasNoCalls() {
        var rolloutScene = new RolloutScene(server);
        JsonNode started = start(rolloutScene, "\"fast\"");

        assertThat(hasStatus(started, "COLLECTING_BASELINE")).isTrue();
        assertThat(started.at("/plan/name").stringValue()).isEqualTo("fast");
        assertThat(warningKinds(started)).containsExactly("TRAFFIC");
        assertThat(started.at("/warnings/0/summary").stringValue())
                .matches("no control calls in the last (2 h|1 h .*): the rollout exposes no users .*");
        assertThat(started.at("/warnings/0/proof").isNull()).isTrue();
        assertThat(started.at("/traffic/callsPerSecond").doubleValue()).isZero();
        assertThat(rolloutScene.rollout(started.get("id").stringValue()).has("warnings"))
                .isFalse();
    }

    @Test
    void warnsAboutStepsThatCannotFinishInTime() {
        var rolloutScene = new RolloutScene(server);
        rolloutScene.service("a", 1).callAndSend(150);
        JsonNode started = start(
                rolloutScene,
                Json.of("{'template':'fast','seedSamples':100,'limits':{'step':'PT20M','rollout':'P1D'}}"));

        assertThat(started.at("/traffic/callsPerSecond").doubleValue()).isEqualTo(2.5);
        assertThat(started.at("/traffic/measuredSeconds").longValue()).isEqualTo(60);
        assertThat(started.at("/traffic/failureRateAssumed").booleanValue()).isTrue();
        assertThat(warningKinds(started)).isNotEmpty().containsOnly("STEP");
        JsonNode last = started.get("warnings").get(started.get("warnings").size() - 1);
        assertThat(last.at("/proof/exposure").intValue()).isEqualTo(5);
        assertThat(last.at("/proof/step").intValue()).isEqualTo(1);
        assertThat(last.at("/proof/candidateCallsPerMinute").doubleValue()).isEqualTo(7.5);
        assertThat(last.at("/proof/candidateCallsPerMinuteNeeded").doubleValue())
                .isGreaterThan(7.5);
        assertThat(last.get("limitSeconds").longValue()).isEqualTo(1_200);
        assertThat(last.get("seconds").doubleValue()).isGreaterThan(1_200);
        assertThat(last.get("summary").stringValue()).contains(" at 7.5 per minute (");
    }

    @Test
    void returnsNoWarningsWithEnoughTraffic() {
        var rolloutScene = new RolloutScene(server);
        rolloutScene.service("a", 1).callAndSend(2_000);
        assertThat(warningKinds(start(rolloutScene, Json.of("{'template':'fast','seedSamples':500}"))))
                .isEmpty();
    }

    @Test
    void usesFailureRateOfEarlierRollout() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1).withFailureRate("classic", 0.2);
        String earlier = rolloutScene.seed(
                rolloutScene.startWith(Json.of("{'exposure':10}"), Json.of("{'exposure':10,'dwell':'PT1H'}")), service);
        rolloutScene.drive(
                earlier,
                List.of(service),
                rollout -> rollout.at("/counts/control/calls").longValue() >= 1_000);
        assertThat(server.post("/api/v1/rollouts/" + earlier + "/abort", "{}").statusCode())
                .isEqualTo(200);

        JsonNode started = start(rolloutScene, "\"fast\"");

        assertThat(started.at("/traffic/failureRateAssumed").booleanValue()).isFalse();
        assertThat(started.at("/traffic/failureRate").doubleValue()).isCloseTo(0.2, within(0.06));
    }

    private static JsonNode start(RolloutScene rolloutScene, String plan) {
        HttpResponse<String> answer = rolloutScene.requestStart("""
                {"flag":"%s","control":"classic","candidate":"modern","plan":%s}
                """.formatted(rolloutScene.flag, plan));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer);
    }

    private static List<String> warningKinds(JsonNode started) {
        return started.get("warnings")
                .valueStream()
                .map(warning -> warning.get("kind").stringValue())
                .toList();
    }
}
