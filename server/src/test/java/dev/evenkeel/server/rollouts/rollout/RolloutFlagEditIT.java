// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.rollout.guard.EndedRolloutStoredDataCleanup;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import dev.evenkeel.server.rollouts.rollout.start.RolloutStartAndAbortService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutFlagEditIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
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
    void usesLateBatchAsRollbackEvidenceOnly() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        OutcomeBatch late = service.withFailureRate("modern", 0.5).makeCalls(100);
        service.withFailureRate("modern", 0);
        rolloutScene.drive(id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));

        assertThat(service.send(late).statusCode()).isEqualTo(200);
        List<JsonNode> ticks = await().atMost(PATIENCE)
                .until(() -> ticks(id), all -> all.stream().anyMatch(RolloutFlagEditIT::isLateWithFailures));

        int index = ticks.indexOf(ticks.stream()
                .filter(RolloutFlagEditIT::isLateWithFailures)
                .findFirst()
                .orElseThrow());
        JsonNode tick = ticks.get(index);
        assertThat(tick.get("step").intValue()).isZero();
        assertThat(tick.get("exposure").intValue()).isEqualTo(10);
        assertThat(advance(tick)).isIn(0.0, advance(ticks.get(index - 1)));
        assertThat(tick.get("rollbackLog10").doubleValue())
                .isGreaterThan(ticks.get(index - 1).get("rollbackLog10").doubleValue());
    }

    private static boolean isLateWithFailures(JsonNode tick) {
        return tick.get("late").booleanValue()
                && tick.get("candidate").get("failedUnits").longValue() > 0;
    }

    private static double advance(JsonNode tick) {
        return tick.get("checks").get("errors").get("advanceLog10").doubleValue();
    }

    @Test
    void keepsSplitAndEvidenceWhenFlagIsEdited() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        long calls = calls(rolloutScene.awaitRollout(id, now -> calls(now) == 600));
        long unattributed =
                rolloutScene.rollout(id).get("lostOutcomes").get("unattributed").longValue();

        rolloutScene.define("modern");
        service.refresh().callAndSend(300);

        JsonNode rollout = rolloutScene.awaitRollout(id, now -> calls(now) == calls + 300);
        assertThat(service.split()).isNotNull().satisfies(split -> {
            assertThat(split.exposure().basisPoints()).isEqualTo(1_000);
            assertThat(split.revision()).isEqualTo(rollout.get("revision").longValue());
        });
        assertThat(rollout.get("lostOutcomes").get("unattributed").longValue()).isEqualTo(unattributed);
        assertThat(lastTick(id).get("step").intValue()).isZero();
        assertThat(lastTick(id).get("exposure").intValue()).isEqualTo(10);
    }

    @Test
    void servesControlAfterRollbackEvenIfCandidateIsDefault() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1).withFailureRate("modern", 0.5);
        String id = rolloutScene.startRunning(service);
        rolloutScene.define("modern");

        rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "ROLLED_BACK"));

        assertThat(service.refresh().split())
                .isNotNull()
                .satisfies(split -> assertThat(split.exposure().basisPoints()).isZero());
        rolloutScene.define("classic");
        rolloutScene.awaitNoSplit(service);
    }

    @Test
    void abortsRolloutWhenFlagIsDisabled() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String running = rolloutScene.startRunning(service);
        var other = new RolloutScene(server);
        String collecting = other.start();

        disable(rolloutScene.flag);
        disable(other.flag);

        for (String id : List.of(running, collecting)) {
            JsonNode ended = rolloutScene.awaitRollout(id, now -> hasStatus(now, "ABORTED"));
            assertThat(ended.path("decisions")
                            .valueStream()
                            .map(each -> each.path("reason").asString()))
                    .contains("the flag is disabled");
            assertReplays(server, id);
        }
        assertThat(service.refresh().split()).isNull();
    }

    private void disable(String flag) {
        var killed =
                server.post("/api/v1/environments/default/flags/" + flag + "/disable", Json.of("{'reason': 'smoke'}"));
        assertThat(killed.statusCode()).as(killed.body()).isEqualTo(200);
    }

    @Test
    void removesSplitOfCompletedRolloutOnceCandidateIsDefault() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "COMPLETED"));
        assertThat(service.refresh().split()).isNotNull();

        rolloutScene.define("modern");

        rolloutScene.awaitNoSplit(service);
        assertThat(rolloutScene.rollout(id).get("status").stringValue()).isEqualTo("COMPLETED");
    }

    @Test
    void replacesSplitOfEndedRolloutWithNewRollout() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String first = rolloutScene.startRunning(service);
        rolloutScene.drive(first, List.of(service), now -> hasStatus(now, "COMPLETED"));

        /* The baseline of the first rollout is enough for the guard to start the first step at once. */
        server.job("rollout guard").stop();
        try {
            String second = rolloutScene.start();

            assertThat(service.refresh().split()).isNotNull().satisfies(split -> {
                assertThat(split.rollout()).isEqualTo(second);
                assertThat(split.exposure().basisPoints()).isZero();
            });
        } finally {
            server.job("rollout guard").start();
        }
    }

    @Test
    void deletesUnitsOneHourAfterEndButKeepsTicks() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        OutcomeBatch late = service.makeCalls(10);
        rolloutScene.awaitRollout(id, now -> calls(now) == 600);
        server.bean(RolloutStartAndAbortService.class).abort(id, "enough", "a test");

        server.bean(EndedRolloutStoredDataCleanup.class).runOnce(Instant.now().plus(Duration.ofMinutes(59)));
        assertThat(server.bean(EvidenceRepository.class).listRolloutsWithWindows())
                .contains(id);
        server.bean(EndedRolloutStoredDataCleanup.class).runOnce(Instant.now().plus(Duration.ofMinutes(61)));
        assertThat(server.bean(EvidenceRepository.class).listRolloutsWithWindows())
                .doesNotContain(id);

        assertThat(service.send(late).statusCode()).isEqualTo(200);
        assertThat(rolloutScene
                        .rollout(id)
                        .get("lostOutcomes")
                        .get("unattributed")
                        .longValue())
                .isGreaterThanOrEqualTo(10);
        assertThat(ticks(id)).isNotEmpty();
    }

    @Test
    void recordsWhenDecisionIsActiveOnAllProcesses() {
        var rolloutScene = new RolloutScene(server.newEnvironment());
        SimulatedService one = rolloutScene.service("a", 1);
        SimulatedService two = rolloutScene.service("b", 2);
        String id = rolloutScene.startRunning(one);

        awaitActiveRolloutElsewhere();
        assertThat(start(rolloutScene.rollout(id)).get("activeEverywhereAt").isNull())
                .isTrue();
        one.refresh();
        two.refresh();
        JsonNode start = start(rolloutScene.awaitRollout(id, RolloutFlagEditIT::isActiveEverywhere));

        assertThat(Instant.parse(start.get("activeEverywhereAt").stringValue()))
                .isAfterOrEqualTo(Instant.parse(start.get("at").stringValue()));
    }

    @Test
    void rejectsAckOfNonexistentRevisionAndWaitsForValidOne() {
        var rolloutScene = new RolloutScene(server.newEnvironment());
        SimulatedService ahead = rolloutScene.service("ahead", 1);
        HttpResponse<String> refused = server.send(rolloutScene
                .environment
                .asSdk("/sdk/v1/acks")
                .POST(BodyPublishers.ofString(
                        Json.of("{'instance':'%s-ahead','revision':1000000}", rolloutScene.flag))));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        SimulatedService other = rolloutScene.service("other", 2);
        String id = rolloutScene.startRunning(other);
        Instant before = acknowledgedAt(rolloutScene, "other");
        ahead.refresh();
        Instant last = acknowledgedAt(rolloutScene, "ahead");

        JsonNode start = start(rolloutScene.awaitRollout(id, RolloutFlagEditIT::isActiveEverywhere));

        assertThat(last).isAfter(before);
        assertThat(Instant.parse(start.get("activeEverywhereAt").stringValue())).isEqualTo(last);
    }

    private static Instant acknowledgedAt(RolloutScene rolloutScene, String instance) {
        return TestServer.requireSuccess(rolloutScene.environment.get("/clients"))
                .get("clients")
                .valueStream()
                .filter(client -> client.get("instance").stringValue().equals(rolloutScene.flag + "-" + instance))
                .map(client -> Instant.parse(client.get("acknowledgedAt").stringValue()))
                .findFirst()
                .orElseThrow();
    }

    /* The guard checks all decisions of all environments in one run. */
    private void awaitActiveRolloutElsewhere() {
        var elsewhere = new RolloutScene(server.newEnvironment());
        elsewhere.awaitRollout(
                elsewhere.startRunning(elsewhere.service("a", 1)), RolloutFlagEditIT::isActiveEverywhere);
    }

    private static boolean isActiveEverywhere(JsonNode rollout) {
        return !start(rollout).get("activeEverywhereAt").isNull();
    }

    private static JsonNode start(JsonNode rollout) {
        return rollout.get("decisions").get(0);
    }

    private List<JsonNode> ticks(String id) {
        return TestServer.json(server.get("/api/v1/rollouts/" + id + "/ticks"))
                .valueStream()
                .toList();
    }

    private JsonNode lastTick(String id) {
        return ticks(id).getLast();
    }

    private static long calls(JsonNode rollout) {
        JsonNode counts = rollout.get("counts");
        return counts.get("control").get("calls").longValue()
                + counts.get("candidate").get("calls").longValue();
    }
}
