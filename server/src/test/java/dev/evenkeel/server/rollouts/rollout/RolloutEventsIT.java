// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.WebhookReceiver;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Events of rollouts, and responses to Argo Rollouts and Flagger.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutEventsIT {
    private static final long SEED = 20_261_126;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEY = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
    private static final String RELEASES = "/api/v1/environments/default/releases/";

    private TestServer server;
    private WebhookReceiver receiver;
    private String rolledBackFlag = "";
    private String rolledBack = "";

    @BeforeAll
    void start() throws IOException {
        server = TestServer.start();
        receiver = WebhookReceiver.start();
        requireSuccess(server.put(
                "/api/v1/notification-channels/audit",
                Json.of("{'type':'WEBHOOK','url':'%s','secret':'%s'}", receiver.url("/all"), KEY)));
        requireSuccess(server.put(
                "/api/v1/notification-rules/audit", Json.of("{'channel':'audit','events':['*'],'holdAfter':'PT0S'}")));
        rollBackRolloutOfCores();
    }

    private void rollBackRolloutOfCores() {
        var rolloutScene = new RolloutScene(server);
        rolledBackFlag = rolloutScene.flag;
        requireSuccess(server.put(
                "/api/v1/services/cores",
                Json.of("{'flags':[{'environment':'default','flag':'%s'}]}", rolledBackFlag)));
        SimulatedService service = rolloutScene.service("one", SEED).withFailureRate("modern", 0.4);
        rolledBack = rolloutScene.startRunning(service);
        rolloutScene.drive(rolledBack, List.of(service), state -> hasStatus(state, "ROLLED_BACK"));
    }

    @AfterAll
    void stop() {
        server.close();
        receiver.close();
    }

    private List<JsonNode> receivedEvents(String rollout) {
        return receiver.at("/all").stream()
                .map(WebhookReceiver.ReceivedRequest::json)
                .filter(event -> event.toString().contains(rollout))
                .toList();
    }

    private JsonNode awaitEvent(String rollout, String type) {
        return await("an event " + type)
                .atMost(PATIENCE)
                .until(
                        () -> receivedEvents(rollout).stream()
                                .filter(event -> event.path("type").asString().equals(type))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private HttpResponse<String> callFlaggerWebhookForFlag(String hook, String flag) {
        return callFlaggerWebhook(hook, flagMember(flag), basic(TestServer.SDK_KEY));
    }

    private static String flagMember(String flag) {
        return Json.of("'flag':'%s'", flag);
    }

    private HttpResponse<String> callFlaggerWebhook(String hook, String metadata, String authorization) {
        HttpRequest.Builder request = server.request("/integrations/flagger/" + hook)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"name":"podinfo","namespace":"test","phase":"Progressing","checksum":"85d557f47b",
                         "metadata":{%s}}""".formatted(metadata)));
        return server.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("evenkeel:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode measureForArgo(String flag, String query) {
        return requireSuccess(server.send(server.asSdk("/integrations/argo-rollouts/" + flag + query)));
    }

    @Test
    void returnsHoldWithoutRollout() {
        String flag = new RolloutScene(server).flag;
        assertThat(measureForArgo(flag, "").path("decision").asString()).isEqualTo("hold");
        assertThat(callFlaggerWebhookForFlag("rollback", flag).statusCode())
                .as("no reason for a rollback")
                .isEqualTo(409);
    }

    /* Another session holds the tables of events until the rollback is done. */
    @Test
    void rollsBackWhileEventTablesAreLockedAndSendsEventsLater() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", SEED).withFailureRate("modern", 0.4);
        String rollout = rolloutScene.startRunning(service);
        server.whileLocked(
                "event, notification_delivery, event_cursor, last_known_state",
                () -> rolloutScene.drive(rollout, List.of(service), state -> hasStatus(state, "ROLLED_BACK")));
        awaitEvent(rollout, "dev.cdevents.incident.detected.0.3.0");
        awaitEvent(rollout, "dev.cdevents.change.created.0.4.0");
        awaitEvent(rollout, "dev.cdevents.service.rolledback.0.3.0");
        awaitEvent(rollout, "dev.evenkeel.rollout.exposure-changed");
        assertThat(receivedEvents(rollout).stream()
                        .map(event -> event.path("id").asString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void linksEventsOfRollback() {
        JsonNode incident = awaitEvent(rolledBack, "dev.cdevents.incident.detected.0.3.0");
        JsonNode started = awaitEvent(rolledBack, "dev.cdevents.change.created.0.4.0");
        JsonNode back = awaitEvent(rolledBack, "dev.cdevents.service.rolledback.0.3.0");
        JsonNode stepped = awaitEvent(rolledBack, "dev.evenkeel.rollout.exposure-changed");
        assertThat(started.path("id").asString()).isEqualTo(rolledBack + ".started");
        assertThat(started.path("service").asString()).isEqualTo("cores");
        assertThat(stepped.at("/data/facts/exposure").asString()).isEqualTo("10%");
        assertThat(back.path("change").asString()).isEqualTo(rolledBack + ".started");
        JsonNode decided = receivedEvents(rolledBack).stream()
                .filter(event ->
                        event.path("id").asString().equals(back.path("decision").asString()))
                .findFirst()
                .orElseThrow();
        assertThat(decided.at("/data/facts/decision").asString()).isEqualTo("roll back");
        assertThat(decided.at("/data/reason").asString()).isNotBlank();
        assertThat(decided.at("/data/facts/evidenceAt").asString()).isNotBlank();
        assertThat(incident.path("rollback").asString()).isEqualTo(rolledBack + ".rolled-back");
        assertThat(incident.at("/data/context/chainId")).isEqualTo(started.at("/data/context/chainId"));
    }

    @Test
    void returnsRollbackToArgoAfterGuardRollback() {
        JsonNode measured = measureForArgo(rolledBackFlag, "?exposure=5");
        assertThat(measured.path("decision").asString()).isEqualTo("rollback");
        assertThat(measured.path("rollout").asString()).isEqualTo(rolledBack);
        assertThat(measured.path("reason").asString()).startsWith("The guard rolled back the rollout: ");
        assertThat(measureForArgo(rolledBackFlag, "?maxAge=PT0S")
                        .path("decision")
                        .asString())
                .as("the end of an older one says nothing")
                .isEqualTo("hold");
    }

    @Test
    void confirmsRollbackToFlaggerAfterGuardRollback() {
        String flag = flagMember(rolledBackFlag);
        assertThat(callFlaggerWebhookForFlag("rollback", rolledBackFlag).statusCode())
                .isEqualTo(200);
        assertThat(callFlaggerWebhook("rollback", flag + Json.of(",'maxAge':'PT0S'"), basic(TestServer.SDK_KEY))
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> promotion =
                callFlaggerWebhook("confirm-promotion", flag, "Bearer " + TestServer.ADMIN_TOKEN);
        assertThat(promotion.statusCode()).isEqualTo(409);
        assertThat(promotion.body()).startsWith("The guard rolled back the rollout: ");
    }

    @Test
    void returnsHoldToArgoAndFlaggerWhileGatesAreClosed() {
        var rolloutScene = new RolloutScene(server);
        rolloutScene.startRunning(rolloutScene.service("one", SEED + 1));
        String flag = rolloutScene.flag;
        assertThat(measureForArgo(flag, "?exposure=10").path("decision").asString())
                .isEqualTo("advance");
        assertThat(measureForArgo(flag, "?exposure=50").path("decision").asString())
                .isEqualTo("hold");
        assertThat(callFlaggerWebhookForFlag("confirm-rollout", flag).statusCode())
                .isEqualTo(200);

        whileReleasesArePaused(() -> {
            await().atMost(PATIENCE)
                    .until(() -> measureForArgo(flag, "?exposure=10")
                            .path("decision")
                            .asString()
                            .equals("hold"));
            HttpResponse<String> closed = callFlaggerWebhookForFlag("confirm-rollout", flag);
            assertThat(closed.statusCode()).isEqualTo(409);
            assertThat(closed.body()).contains("release-pause", "outage");
            assertThat(callFlaggerWebhookForFlag("rollback", flag).statusCode())
                    .as("a hold is no rollback")
                    .isEqualTo(409);
        });
    }

    @Test
    void sendsEventsWhenGatesCloseAndOpen() {
        var rolloutScene = new RolloutScene(server);
        String rollout = rolloutScene.startRunning(rolloutScene.service("one", SEED + 1));
        whileReleasesArePaused(() -> {
            JsonNode held = awaitEvent(rollout + ".hold", "dev.evenkeel.rollout.held");
            assertThat(held.at("/data/topic").asString()).startsWith(rollout + ".hold.");
            JsonNode gate = awaitEvent(rollout + ".gate.release-pause", "dev.evenkeel.gate.state-changed");
            assertThat(gate.at("/data/facts/verdict").asString()).isEqualTo("DENY");
            assertThat(gate.at("/data/reason").asString()).contains("outage");
        });
        awaitEvent(rollout + ".hold", "dev.evenkeel.rollout.hold-ended");
    }

    @Test
    void sendsRollbackEventWithReasonOnAbort() {
        var rolloutScene = new RolloutScene(server);
        String rollout = rolloutScene.startRunning(rolloutScene.service("one", SEED + 1));
        requireSuccess(server.post("/api/v1/rollouts/" + rollout + "/abort", Json.of("{'reason':'enough'}")));
        JsonNode back = awaitEvent(rollout, "dev.cdevents.service.rolledback.0.3.0");
        assertThat(back.path("severity").asString()).isEqualTo("NOTICE");
        assertThat(back.at("/data/customData/reason").asString()).isEqualTo("enough");
    }

    private void whileReleasesArePaused(Runnable work) {
        requireSuccess(server.post(RELEASES + "pause", Json.of("{'reason':'outage'}")));
        try {
            work.run();
        } finally {
            requireSuccess(server.post(RELEASES + "resume", Json.of("{'reason':'over'}")));
        }
    }

    @Test
    void rejectsUnauthorizedAndInvalidIntegrationRequests() {
        for (String hook : List.of("confirm-rollout", "confirm-promotion", "rollback")) {
            assertThat(callFlaggerWebhook(hook, Json.of("'flag':'x'"), "").statusCode())
                    .isEqualTo(401);
            assertThat(callFlaggerWebhook(hook, Json.of("'flag':'x'"), basic("guess"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(callFlaggerWebhook(hook, "", basic(TestServer.SDK_KEY)).statusCode())
                    .isEqualTo(400);
            assertThat(callFlaggerWebhook(hook, Json.of("'flag':'x','environment':'prod'"), basic(TestServer.SDK_KEY))
                            .statusCode())
                    .as("a key speaks for its environment only")
                    .isEqualTo(403);
            assertThat(callFlaggerWebhook(hook, Json.of("'flag':'x','exposure':'many'"), basic(TestServer.ADMIN_TOKEN))
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(server.send(server.request("/integrations/argo-rollouts/x")).statusCode())
                .isEqualTo(401);
    }
}
