// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Rollouts that wait for approvals and user decisions.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutApprovalIT {
    private static final String FIRST_STEP = Json.of("{'exposure':10}");
    private static final String WAITING_STEP = Json.of("{'exposure':10,'approval':true}");
    private static final String ERRORS = Json.of("'errors':{");
    private static final String SEEDS = Json.of("'seedSamples':500");
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
    void holdsStepUntilApproved() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        JsonNode waiting = startWaitingForApproval(rolloutScene, service);
        String id = waiting.get("id").stringValue();
        assertThat(lastReason(waiting)).isEqualTo("all checks passed at 10%; requires approval to advance");
        assertThat(waiting.get("exposure").intValue()).isEqualTo(10);
        assertThat(waiting.get("holdReason").stringValue()).isEqualTo("APPROVAL");
        assertThat(waiting.get("approvable").booleanValue()).isTrue();

        JsonNode approved = TestServer.json(approve(id, Json.of("{'reason':'the dashboards are calm'}")));
        assertThat(lastReason(approved)).isEqualTo("approved by vera: the dashboards are calm");
        assertThat(approve(id, "").statusCode())
                .as("again: nothing changes, or it has gone on")
                .isIn(200, 409);
        JsonNode done = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "COMPLETED"));
        assertThat(decisionKinds(done))
                .containsExactly("START", "APPROVE", "ADVANCE", "ADVANCE", "ADVANCE", "COMPLETE");
        assertReplays(server, id);
    }

    @Test
    void sendsEventsForRequestedAndClosedApproval() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        JsonNode waiting = startWaitingForApproval(rolloutScene, service);
        String id = waiting.get("id").stringValue();
        JsonNode requested = awaitEvent(id, "APPROVAL_REQUESTED");
        assertThat(requested.path("reason").asString()).isEqualTo(lastReason(waiting));
        assertThat(requested.path("severity").asString()).isEqualTo("NOTICE");

        assertThat(approve(id, Json.of("{'reason':'the dashboards are calm'}")).statusCode())
                .isEqualTo(200);
        rolloutScene.drive(id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));
        JsonNode closed = awaitEvent(id, "APPROVAL_CLOSED");
        assertThat(closed.at("/facts/answer").asString()).isEqualTo("approved");
        assertThat(closed.at("/facts/by").asString()).isEqualTo("vera");
        assertThat(closed.path("links").toString())
                .contains(requested.path("id").asString());
    }

    @Test
    void rejectsApprovalAfterRolloutEnded() {
        var rolloutScene = new RolloutScene(server);
        String id = rolloutScene.startWith(FIRST_STEP, WAITING_STEP);
        TestServer.requireSuccess(server.post("/api/v1/rollouts/" + id + "/abort", "{}"));
        HttpResponse<String> late = approve(id, "");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("rollout-ended");
    }

    /* Runs the first step, which requires approval, until all other checks have passed. */
    private static JsonNode startWaitingForApproval(RolloutScene rolloutScene, SimulatedService service) {
        String id = rolloutScene.seed(rolloutScene.startWith(FIRST_STEP, WAITING_STEP), service);
        return rolloutScene.drive(id, List.of(service), now -> lastReason(now).contains("requires approval"));
    }

    @Test
    void rejectsApprovalByUserWhoStartedRollout() {
        var team = new TestUsers(server);
        String olga = team.token(team.createUserAndSignIn("olga", "author", "approver"), "author", "approver");
        String ben = team.token(team.createUserAndSignIn("ben", "approver"), "approver");
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String request = """
                {"flag":"%s","control":"classic","candidate":"modern","plan":%s}
                """.formatted(rolloutScene.flag, RolloutScene.plan(FIRST_STEP, WAITING_STEP));
        HttpResponse<String> started =
                post(team.requestWithToken(olga, "/api/v1/environments/default/rollouts"), request);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        String id = rolloutScene.seed(TestServer.json(started).path("id").asString(), service);
        rolloutScene.drive(id, List.of(service), now -> lastReason(now).contains("requires approval"));

        assertSelfApprovalRejected(
                approveAs(team, olga, id), "olga cannot approve rollout " + id + ", because olga started it.");
        assertSelfApprovalRejected(approveAs(" OLGA ", id, ""), "OLGA cannot approve rollout " + id);
        assertThat(rolloutScene.rollout(id).get("approvable").booleanValue()).isTrue();

        assertThat(approveAs(team, ben, id).statusCode()).isEqualTo(200);
        assertThat(lastReason(rolloutScene.rollout(id))).isEqualTo("approved by ben");
    }

    @Test
    void rejectsApprovalWithAdminTokenThatStartedRollout() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.seed(
                rolloutScene.startWith(
                        FIRST_STEP,
                        Json.of("{'exposure':10,'approval':true}"),
                        SEEDS,
                        SEEDS + Json.of(",'approvers':['admin','anna']")),
                service);
        rolloutScene.drive(id, List.of(service), now -> lastReason(now).contains("requires approval"));
        assertSelfApprovalRejected(
                server.post("/api/v1/rollouts/" + id + "/approve", "{}"), "admin cannot approve rollout " + id);
        assertSelfApprovalRejected(approveAs("admin", id, ""), "because admin started it");
        assertThat(approveAs("anna", id, "").statusCode()).isEqualTo(200);
    }

    @Test
    void rejectsPlanWhoseOnlyApproverStartsRollout() {
        var rolloutScene = new RolloutScene(server);
        assertThat(rolloutScene.expectRejectedPlan(SEEDS, SEEDS + Json.of(",'approvers':['Admin']")))
                .contains(
                        "/plan/approvers",
                        "contains only users who cannot approve the steps: admin starts the rollout");
    }

    @Test
    void rejectsApprovalByUserWhoEditedFlagSinceLastApproval() {
        var team = new TestUsers(server);
        String tess = team.token(team.createUserAndSignIn("tess", "author", "approver"), "author", "approver");
        String carl = team.token(team.createUserAndSignIn("carl", "author", "approver"), "author", "approver");
        var rolloutScene = new RolloutScene(server);
        editFlag(team, tess, rolloutScene, "m1");
        editFlag(team, carl, rolloutScene, "m2");
        assertThat(rolloutScene.expectRejectedPlan(SEEDS, SEEDS + Json.of(",'approvers':['carl','Tess','admin']")))
                .contains(
                        "/plan/approvers",
                        "carl changed flag " + rolloutScene.flag + " last",
                        "tess changed flag " + rolloutScene.flag + " since its last approved version",
                        "admin starts the rollout");

        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.seed(rolloutScene.startWith(FIRST_STEP, WAITING_STEP), service);
        assertSelfApprovalRejected(
                approveAs(team, carl, id), "because carl changed flag " + rolloutScene.flag + " last.");
        assertSelfApprovalRejected(
                approveAs(team, tess, id),
                "because tess changed flag " + rolloutScene.flag + " since its last approved");
        String flagApprovals = "/api/v1/environments/default/approvals";
        String flag = Json.of("{'flag':'%s'%%s}", rolloutScene.flag);
        assertSelfApprovalRejected(
                post(team.requestWithToken(tess, flagApprovals), flag.formatted("")), "because tess changed it since");
        String approval = TestServer.requireSuccess(
                        server.post(flagApprovals, flag.formatted(Json.of(",'onBehalfOf':'dora'"))))
                .path("id")
                .asString();
        server.send(server.asAdmin(flagApprovals + "/" + approval).DELETE());
        assertSelfApprovalRejected(approveAs(team, tess, id), "because tess changed flag");
        TestServer.requireSuccess(server.post(flagApprovals, flag.formatted(Json.of(",'onBehalfOf':'dora'"))));
        assertSelfApprovalRejected(
                approveAs(team, carl, id), "because carl changed flag " + rolloutScene.flag + " last.");
        assertThat(approveAs(team, tess, id).statusCode())
                .as("another user approved the flag since")
                .isEqualTo(200);
    }

    @Test
    void voidsApprovalOfStepWhenFlagIsEdited() {
        var team = new TestUsers(server);
        String wim = team.token(team.createUserAndSignIn("wim", "author", "approver"), "author", "approver");
        var rolloutScene = new RolloutScene(server);
        String id = rolloutScene.seed(rolloutScene.startWith(FIRST_STEP, WAITING_STEP), rolloutScene.service("a", 1));
        assertThat(approveAs(team, wim, id).statusCode()).isEqualTo(200);
        assertThat(rolloutScene.rollout(id).get("approvable").booleanValue()).isFalse();
        editFlag(team, wim, rolloutScene, "m3");
        rolloutScene.awaitRollout(id, now -> now.get("approvable").booleanValue());
        assertSelfApprovalRejected(
                approveAs(team, wim, id), "because wim changed flag " + rolloutScene.flag + " last.");
        assertThat(approveAs("vera", id, "").statusCode()).isEqualTo(200);
    }

    private void editFlag(TestUsers team, String token, RolloutScene rolloutScene, String modern) {
        TestServer.requireSuccess(
                server.send(team.requestWithToken(token, "/api/v1/environments/default/flags/" + rolloutScene.flag)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("""
                        {"state":"ENABLED","variants":{"classic":"c","modern":"%s"},"defaultVariant":"classic"}
                        """.formatted(modern)))));
    }

    private static void assertSelfApprovalRejected(HttpResponse<String> answer, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body())
                .contains("self-approval", words, "The approval was not created.", "Ask another user to approve it");
    }

    private HttpResponse<String> approveAs(TestUsers team, String token, String id) {
        return post(team.requestWithToken(token, "/api/v1/rollouts/" + id + "/approve"), "{}");
    }

    private HttpResponse<String> post(HttpRequest.Builder request, String body) {
        return server.send(request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private JsonNode awaitEvent(String rollout, String kind) {
        return await("event " + kind)
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> TestServer.json(server.get("/api/v1/events?limit=1000"))
                                .valueStream()
                                .filter(event -> event.path("kind").asString().equals(kind)
                                        && event.path("id").asString().startsWith(rollout))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    @Test
    void rejectsApprovalWhenNoneIsRequired() {
        var rolloutScene = new RolloutScene(server);
        String id = rolloutScene.startRunning(rolloutScene.service("a", 1));
        assertThat(approve(id, "").statusCode()).isEqualTo(409);
        assertThat(approve(id, "").body()).contains("nothing-to-approve").contains("requires no approval");
        assertThat(approve(id, Json.of("{'reason':7}")).statusCode()).isEqualTo(422);
    }

    @Test
    void rejectsApprovalByUserWhoIsNoApprover() {
        var rolloutScene = new RolloutScene(server);
        String id = rolloutScene.seed(
                rolloutScene.startWith(SEEDS, SEEDS + Json.of(",'approvers':['anna','beat']")),
                rolloutScene.service("a", 1));
        assertThat(approve(id, "").statusCode()).isEqualTo(403);
        assertThat(approve(id, "").body()).contains("anna, beat");
    }

    @Test
    void returns404ForApprovalOfUnknownRollout() {
        assertThat(approve("r-0", "").statusCode()).isEqualTo(404);
    }

    @Test
    void requiresApprovalAfterBreachOfHoldGuardrail() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1).withFailureRate("modern", 0.3);
        String id = rolloutScene.seed(rolloutScene.startWith(ERRORS, ERRORS + Json.of("'action':'HOLD',")), service);
        JsonNode held =
                rolloutScene.drive(id, List.of(service), now -> lastReason(now).startsWith("requires a user to"));
        assertThat(held.get("holdReason").stringValue()).isEqualTo("BREACH");
        assertThat(held.get("exposure").intValue()).isEqualTo(10);

        assertThat(approve(id, Json.of("{'reason':'a known test account'}")).statusCode())
                .isEqualTo(200);
        service.withFailureRate("modern", 0);
        JsonNode gone = rolloutScene.drive(
                id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));

        assertThat(decisionKinds(gone)).startsWith("START", "APPROVE", "ADVANCE");
        assertReplays(server, id);
    }

    @Test
    void requiresUserDecisionPastPointOfNoReturn() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1).withFailureRate("modern", 0.3);
        String id = rolloutScene.seed(
                rolloutScene.startWith(
                        SEEDS, SEEDS + Json.of(",'pointOfNoReturn':{'from':10,'instead':'mend it by runbook 7'}")),
                service);
        assertThat(Objects.requireNonNull(service.split()).breaker()).isNull();
        JsonNode held = rolloutScene.drive(
                id, List.of(service), now -> now.get("holdReason").asString("").equals("POINT_OF_NO_RETURN"));
        assertThat(lastReason(held))
                .startsWith("no rollback past the point of no return (10%): mend it by runbook 7. Reason for");
        assertThat(held.get("exposure").intValue()).isEqualTo(10);
        assertThat(server.get("/rollouts/" + id).body())
                .contains("Harm is shown past the point of no return: nobody is put back, a person has to act.");

        assertThat(approve(id, Json.of("{'reason':'mended'}")).statusCode()).isEqualTo(200);
        JsonNode done = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "COMPLETED"));
        assertThat(decisionKinds(done)).containsExactly("START", "APPROVE", "COMPLETE");
        assertThat(done.get("exposure").intValue()).isEqualTo(10);
        assertReplays(server, id);
    }

    @Test
    void recordsBreachOfObserveGuardrailOnceWithoutRollback() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1).withFailureRate("modern", 0.3);
        String id = rolloutScene.seed(
                rolloutScene.startWith(ERRORS, ERRORS + Json.of("'action':'OBSERVE',"), FIRST_STEP, WAITING_STEP),
                service);
        rolloutScene.drive(
                id,
                List.of(service),
                now -> decisionKinds(now).contains("OBSERVE")
                        && now.get("approvable").booleanValue());
        assertThat(approve(id, Json.of("{'reason':'accept the failures'}")).statusCode())
                .isEqualTo(200);
        JsonNode done = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "COMPLETED"));

        assertThat(decisionKinds(done).stream().filter("OBSERVE"::equals)).hasSize(1);
        assertThat(reasons(done)).anyMatch(reason -> reason.endsWith("observed only, no rollback"));
        assertReplays(server, id);
    }

    @Test
    void stepsBackWhenControlFailsToo() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.seed(
                rolloutScene.startWith(
                        SEEDS,
                        SEEDS + Json.of(",'incident':{'failureRate':20,'stepBackAfter':'PT2S'}"),
                        Json.of("{'exposure':50}"),
                        Json.of("{'exposure':50,'dwell':'PT30S'}")),
                service);
        rolloutScene.drive(id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));
        service.withFailureRate("classic", 0.5).withFailureRate("modern", 0.5);
        JsonNode back = rolloutScene.drive(
                id, List.of(service), now -> decisionKinds(now).contains("STEP_BACK"));

        assertThat(reasons(back)).anyMatch(reason -> reason.startsWith("shared incident: more than 20%"));
        assertThat(reasons(back)).anyMatch(reason -> reason.startsWith("precautionary step back to 10%"));
        assertThat(hasStatus(back, "RUNNING")).isTrue();
        assertThat(back.get("exposure").intValue()).isEqualTo(10);
        assertThat(service.refresh().split())
                .satisfies(split -> assertThat(split.exposure().basisPoints()).isEqualTo(1_000));
        assertReplays(server, id);
    }

    @Test
    void keepsAssignmentsOnRestartAndRejectsRestartOnOtherFlag() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String first = rolloutScene.startRunning(service);
        String seed = Objects.requireNonNull(service.split()).seed();
        server.post("/api/v1/rollouts/" + first + "/abort", "{}");
        String again = rolloutScene.seed(
                TestServer.json(rolloutScene.requestStart(startRequest(rolloutScene, first)))
                        .get("id")
                        .stringValue(),
                service);
        assertThat(service.refresh().split()).isNotNull().satisfies(split -> {
            assertThat(split.seed()).isEqualTo(seed);
            assertThat(split.rollout()).isEqualTo(again);
        });

        var other = new RolloutScene(server);
        HttpResponse<String> refused = other.requestStart(startRequest(other, first));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("/restartOf").contains("has no rollout");
    }

    @Test
    void namesConcurrentRolloutsInRollbackReason() {
        var calm = new RolloutScene(server);
        String other = calm.startRunning(calm.service("a", 1));
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("b", 2).withFailureRate("modern", 0.5);
        String id = rolloutScene.startRunning(service);
        JsonNode back = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "ROLLED_BACK"));

        assertThat(lastReason(back)).contains("running at the same time").contains(other + " on " + calm.flag);
        assertThat(back.get("concurrentRollouts")
                        .valueStream()
                        .map(rollout -> rollout.get("id").stringValue()))
                .contains(other);
        assertReplays(server, id);
    }

    @Test
    void rejectsStartOnDisabledFlag() {
        var rolloutScene = new RolloutScene(server);
        server.post("/api/v1/environments/default/flags/" + rolloutScene.flag + "/disable", "{}");
        HttpResponse<String> refused = rolloutScene.requestStart(startRequest(rolloutScene, ""));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("is disabled").contains("./evenkeel flag enable");
    }

    private static String startRequest(RolloutScene rolloutScene, String restartOf) {
        return """
                {"flag":"%s","control":"classic","candidate":"modern","plan":{"template":"fast","seedSamples":500},
                 "restartOf":"%s","reason":"again"}
                """.formatted(rolloutScene.flag, restartOf);
    }

    /* Approves on behalf of another user, with the admin token that started the rollouts. */
    private HttpResponse<String> approve(String id, String body) {
        return approveAs("vera", id, body);
    }

    private HttpResponse<String> approveAs(String person, String id, String body) {
        String more = body.isEmpty() ? "}" : "," + body.substring(1);
        return server.post("/api/v1/rollouts/" + id + "/approve", Json.of("{'onBehalfOf':'%s'%s", person, more));
    }

    private static String lastReason(JsonNode rollout) {
        List<String> reasons = reasons(rollout);
        return reasons.isEmpty() ? "" : reasons.getLast();
    }

    private static List<String> reasons(JsonNode rollout) {
        return rollout.get("decisions")
                .valueStream()
                .map(decision -> decision.get("reason").stringValue())
                .toList();
    }
}
