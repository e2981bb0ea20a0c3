// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Edits of flags that require approval, and edits that do not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EditApprovalGateIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String PROPOSALS = ENVIRONMENT + "/proposals";

    private TestServer server;
    private TestUsers team;

    @BeforeAll
    void start() {
        server = TestServer.start();
        team = new TestUsers(server);
        requireSuccess(server.put(ENVIRONMENT + "/flags", definition("a", "a")));
        requireSuccess(server.put(
                "/api/v1/services/payments",
                Json.of("{'owner':'team-payments','flags':[{'environment':'default','flag':'core'}]}")));
    }

    /* Each test begins with both flags at a, core under four eyes. */
    @BeforeEach
    void resetFlagsAndPolicy() {
        server.bean(JdbcClient.class).sql("""
                        delete from gate_override_review; delete from gate_override; delete from flag_proposal_approval;
                        delete from flag_proposal; delete from gate_policy
                        """).update();
        requireSuccess(server.put(ENVIRONMENT + "/flags", definition("a", "a")));
        requireSuccess(server.put(ENVIRONMENT + "/gate-policy", """
                {"editsRequireApproval":true,"approvalRules":[{"service":"payments","requiredApprovals":1},
                 {"service":"payments","changeClass":"migration","requiredApprovals":2}]}"""));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void rejectsUnapprovedEditsOfProtectedFlag() {
        long revision = revision();
        long lastEntry = server.bean(AuditLog.class).lastEntryNumber();
        for (HttpResponse<String> rejected : List.of(
                server.put(ENVIRONMENT + "/flags", definition("b", "a")),
                server.put(ENVIRONMENT + "/flags/core", flag("b")),
                server.send(server.asAdmin(ENVIRONMENT + "/flags")
                        .method("PATCH", BodyPublishers.ofString(Json.of("{'flags':{'core':%s}}", flag("b"))))),
                server.send(server.asAdmin(ENVIRONMENT + "/flags/core").DELETE()),
                server.post(
                        ENVIRONMENT + "/flags/core/scheduled-changes",
                        Json.of("{'at':'2999-01-01T00:00:00Z','serve':'b'}")))) {
            JsonNode problem = readJson(rejected, 409);
            assertThat(problem.get("code").stringValue()).isEqualTo("approval-required");
            assertThat(problem.get("detail").stringValue())
                    .isEqualTo("A change of core in environment default requires 1 approval by users other than the"
                            + " author, but has 0. Nothing was changed.");
            assertThat(problem.get("remedy").stringValue()).contains("./evenkeel proposal create");
        }
        assertThat(revision()).isEqualTo(revision);
        assertThat(server.bean(AuditLog.class).lastEntryNumber()).isEqualTo(lastEntry);
    }

    @Test
    void allowsEditsOfUnprotectedFlagsAndMetadataWithoutApproval() {
        requireSuccess(server.put(ENVIRONMENT + "/flags", definition("a", "b")));
        requireSuccess(server.put(ENVIRONMENT + "/flags/core", flagWith(Json.of("'metadata':{'x':1}"))));
    }

    @Test
    void requiresApprovalForSegmentUsedByProtectedFlag() {
        requireSuccess(server.put(ENVIRONMENT + "/segments/some", Json.of("{'==':[{'var':'x'},1]}")));
        String uses = flagWith(Json.of("'targeting':{'if':[{'$ref':'some'},'b','a']}"));
        setPolicy(false, 0);
        requireSuccess(server.put(ENVIRONMENT + "/flags/core", uses));
        setPolicy(true, 1);
        assertThat(readJson(server.put(ENVIRONMENT + "/segments/some", Json.of("{'==':[{'var':'x'},2]}")), 409)
                        .get("code")
                        .stringValue())
                .isEqualTo("approval-required");
    }

    @Test
    void revertsWithoutApproval() {
        setPolicy(false, 0);
        /* A definition that the flag never had, so that the change is not a revert itself. */
        requireSuccess(server.put(ENVIRONMENT + "/flags/core", flag("b").replace(Json.of("'b':2"), Json.of("'b':5"))));
        setPolicy(true, 1);
        long former = revision() - 1;
        requireSuccess(server.post(ENVIRONMENT + "/revert", Json.of("{'revision':%s,'flag':'core'}", former)));
        assertThat(variant()).isEqualTo("a");
        assertThat(server.post(ENVIRONMENT + "/revert", Json.of("{'revision':%s,'flag':'core'}", former + 1))
                        .statusCode())
                .as("restoring the reverted edit requires approval")
                .isEqualTo(409);
    }

    @Test
    void disablesWithoutApproval() {
        requireSuccess(server.post(ENVIRONMENT + "/flags/core/disable", "{}"));
        assertThat(getFlag().path("state").stringValue()).isEqualTo("DISABLED");
        assertThat(server.post(ENVIRONMENT + "/flags/core/enable", "{}").statusCode())
                .as("enabling requires approval")
                .isEqualTo(409);
        setPolicy(false, 0);
        requireSuccess(server.post(ENVIRONMENT + "/flags/core/enable", "{}"));
    }

    @Test
    void disablesPrerequisiteOfProtectedFlagWithoutApproval() {
        setPolicy(false, 0);
        requireSuccess(server.put(
                ENVIRONMENT + "/flags/core", flagWith(Json.of("'prerequisites':[{'flag':'other','variant':'a'}]"))));
        setPolicy(true, 1);
        requireSuccess(server.post(ENVIRONMENT + "/flags/other/disable", "{}"));
        assertThat(server.put(ENVIRONMENT + "/flags/other", flag("b").replace("ENABLED", "DISABLED"))
                        .statusCode())
                .as("another default variant is more than to switch it off")
                .isEqualTo(409);
    }

    @Test
    void rejectsProposalApprovalByLastEditorOfFlag() {
        String eve = team.token(team.createUserAndSignIn("eve", "author"), "author");
        setPolicy(false, 0);
        requireSuccess(server.send(team.requestWithToken(eve, ENVIRONMENT + "/flags/limit")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(flag("a")))));
        setPolicy(true, 1);
        String change = Json.of("{'reason':'x','onBehalfOf':'%s','patch':{'flags':{'limit':%s}}}");
        String id = readJson(server.post(PROPOSALS, change.formatted("anna", flag("b"))), 201)
                .get("id")
                .stringValue();
        assertThat(readJson(approve(id, "eve"), 409).get("detail").stringValue())
                .isEqualTo("eve cannot approve proposal " + id + ", because eve changed flag limit last. The approval"
                        + " was not created.");
        readJson(approve(id, "carl"), 201);
        readJson(server.post(PROPOSALS + "/" + id + "/apply", "{}"), 200);

        String next = readJson(server.post(PROPOSALS, change.formatted("dora", flag("a"))), 201)
                .get("id")
                .stringValue();
        assertThat(readJson(approve(next, "anna"), 409).get("detail").stringValue())
                .as("who proposed the last version")
                .contains("because anna changed flag limit last");
        readJson(approve(next, "eve"), 201);
    }

    @Test
    void appliesProposalAfterApprovalByAnotherUser() {
        String id = propose("normal").get("id").stringValue();
        assertThat(readJson(server.post(PROPOSALS + "/" + id + "/apply", "{}"), 409)
                        .get("code")
                        .stringValue())
                .isEqualTo("approval-required");
        assertThat(readJson(approve(id, "Anna"), 409).get("code").stringValue()).isEqualTo("self-approval");
        JsonNode approved = readJson(approve(id, "ben"), 201);
        assertThat(approved.get("missingApprovals").intValue()).isZero();
        assertThat(readJson(server.post(PROPOSALS + "/" + id + "/apply", "{}"), 200)
                        .get("state")
                        .stringValue())
                .isEqualTo("APPLIED");
        assertThat(variant()).isEqualTo("b");
        assertThat(server.bean(AuditLog.class).listNewestBySubject("default/flags", 1))
                .extracting(AuditEntry::actor, AuditEntry::reason)
                .containsExactly(tuple("anna", "the new core (proposal " + id + ", approved by ben)"));
        assertThat(readJson(server.post(PROPOSALS + "/" + id + "/apply", "{}"), 409)
                        .get("code")
                        .stringValue())
                .isEqualTo("invalid-proposal-state");
        assertThat(readJson(approve(id, "carl"), 409).get("code").stringValue()).isEqualTo("invalid-proposal-state");
    }

    @Test
    void countsEachApproverOnceTowardsApprovalsOfChangeClass() {
        String id = propose("migration").get("id").stringValue();
        readJson(approve(id, "ben"), 201);
        assertThat(readJson(approve(id, " Ben "), 201).get("missingApprovals").intValue())
                .isOne();
        assertThat(readJson(server.post(PROPOSALS + "/" + id + "/apply", "{}"), 409)
                        .get("detail")
                        .stringValue())
                .contains("requires 2 approvals by users other than the author, but has 1");
        readJson(approve(id, "carl"), 201);
        readJson(server.post(PROPOSALS + "/" + id + "/apply", "{}"), 200);
        assertThat(variant()).isEqualTo("b");
    }

    @Test
    void rejectsStaleProposalAfterFlagChanges() {
        String id = propose("normal").get("id").stringValue();
        readJson(approve(id, "ben"), 201);
        setPolicy(false, 0);
        requireSuccess(server.put(ENVIRONMENT + "/flags/core", flag("a").replace(Json.of("'a':1"), Json.of("'a':3"))));
        setPolicy(true, 1);
        JsonNode problem = readJson(server.post(PROPOSALS + "/" + id + "/apply", "{}"), 409);
        assertThat(problem.get("detail").stringValue())
                .isEqualTo("Proposal " + id + " is STALE: the flags have changed since it was created."
                        + " Nothing was changed.");
        assertThat(readJson(server.get(PROPOSALS + "/" + id), 200).get("state").stringValue())
                .isEqualTo("STALE");
    }

    @Test
    void rejectsExpiredProposal() {
        String id = propose("normal").get("id").stringValue();
        readJson(approve(id, "ben"), 201);
        server.bean(JdbcClient.class)
                .sql("update flag_proposal set created_at = created_at - interval '15 days',"
                        + " expires_at = expires_at - interval '15 days'")
                .update();
        assertThat(readJson(server.post(PROPOSALS + "/" + id + "/apply", "{}"), 409)
                        .get("detail")
                        .stringValue())
                .contains("is EXPIRED");
        assertThat(variant()).isEqualTo("a");
    }

    @Test
    void rejectsApprovalOfWithdrawnProposal() {
        String id = propose("normal").get("id").stringValue();
        assertThat(server.send(server.asAdmin(PROPOSALS + "/" + id).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(readJson(approve(id, "ben"), 409).get("detail").stringValue())
                .contains("is WITHDRAWN");
        assertThat(variant()).isEqualTo("a");
    }

    @Test
    void allowsOverriddenEditAndRequiresReviewOfOverride() {
        String override = overrideApprovals();
        requireSuccess(server.put(ENVIRONMENT + "/flags/core", flag("b")));
        assertThat(variant()).isEqualTo("b");
        JsonNode waiting = readJson(server.get(ENVIRONMENT + "/override-reviews"), 200);
        assertThat(waiting.findValuesAsString("id")).containsExactly(override);
        assertThat(Instant.parse(waiting.at("/0/dueAt").stringValue()))
                .isEqualTo(
                        Instant.parse(waiting.at("/0/expiresAt").stringValue()).plus(Duration.ofDays(5)));
    }

    @Test
    void reviewsOverrideOnceByAnotherUser() {
        String review = ENVIRONMENT + "/gate-overrides/" + overrideApprovals() + "/review";
        requireSuccess(server.put(ENVIRONMENT + "/flags/core", flag("b")));
        assertThat(readJson(server.post(review, Json.of("{'verdict':'JUSTIFIED','finding':'mine'}")), 409)
                        .get("code")
                        .stringValue())
                .isEqualTo("self-approval");
        assertThat(readJson(server.post(review, Json.of("{'verdict':'MAYBE','onBehalfOf':'ben'}")), 422)
                        .findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/verdict", "/finding");
        String byBen = Json.of("{'verdict':'AVOIDABLE','finding':'anna was awake','onBehalfOf':'ben'}");
        assertThat(readJson(server.post(review, byBen), 201)
                        .at("/review/reviewer")
                        .stringValue())
                .isEqualTo("ben");
        assertThat(readJson(server.post(review, byBen), 409).get("code").stringValue())
                .isEqualTo("already-reviewed");
        assertThat(readJson(server.get(ENVIRONMENT + "/override-reviews"), 200)).isEmpty();
        assertThat(readJson(server.get(ENVIRONMENT + "/override-reviews?state=all"), 200)
                        .at("/0/review/verdict")
                        .stringValue())
                .isEqualTo("AVOIDABLE");
    }

    private String overrideApprovals() {
        String request = Json.of(
                "{'gate':'approvals','changeClass':'hotfix','reason':'nobody is awake','expiresAt':'%s'}",
                Instant.now().plus(Duration.ofHours(1)));
        return requireSuccess(server.post(ENVIRONMENT + "/flags/core/gate-overrides", request))
                .get("id")
                .stringValue();
    }

    @Test
    void rejectsProposalsAndApprovalsOfUsersOfOtherServices() {
        String shop = team.token(team.createUserAndSignIn("shop.author", "author@shop"), "author@shop");
        String other = team.token(team.createUserAndSignIn("shop.approver", "approver@shop"), "approver@shop");
        String ours = team.token(team.createUserAndSignIn("pay.approver", "approver@payments"), "approver@payments");
        String ownName = body("normal").replace(Json.of("'onBehalfOf':'anna',"), "");
        assertThat(postAs(shop, PROPOSALS, ownName).statusCode()).isEqualTo(403);
        String id = propose("normal").get("id").stringValue();
        assertThat(postAs(other, PROPOSALS + "/" + id + "/approvals", "{}").statusCode())
                .isEqualTo(403);
        assertThat(postAs(ours, PROPOSALS + "/" + id + "/approvals", Json.of("{'onBehalfOf':'ben'}"))
                        .statusCode())
                .as("everybody approves for themselves")
                .isEqualTo(422);
        JsonNode approved = readJson(postAs(ours, PROPOSALS + "/" + id + "/approvals", "{}"), 201);
        assertThat(approved.at("/approvals/0/approvedBy").stringValue()).isEqualTo("pay.approver");
        assertThat(postAs(shop, PROPOSALS + "/" + id + "/apply", "{}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void rejectsInvalidProposals() {
        assertThat(readJson(server.post(PROPOSALS, Json.of("{'changeClass':'No','flags':{}}")), 422)
                        .findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/flags", "/changeClass", "/reason");
        assertThat(readJson(server.post(PROPOSALS, Json.of("{'reason':'x','patch':{'flags':{'core':{}}}}")), 422)
                        .get("code")
                        .stringValue())
                .isEqualTo("invalid-definition");
        assertThat(readJson(server.get(PROPOSALS), 200)).isEmpty();
    }

    @Test
    void rejectsProposalWithoutChanges() {
        HttpResponse<String> rejected =
                server.post(PROPOSALS, Json.of("{'reason':'x','patch':{'flags':{'core':%s}}}", flag("a")));
        assertThat(readJson(rejected, 400).get("detail").stringValue()).contains("The flags already have these values");
        assertThat(readJson(server.get(PROPOSALS), 200)).isEmpty();
    }

    private JsonNode propose(String changeClass) {
        return readJson(server.post(PROPOSALS, body(changeClass)), 201);
    }

    private static String body(String changeClass) {
        return """
                {"reason":"the new core","changeClass":"%s","onBehalfOf":"anna","patch":{"flags":{"core":%s}}}""".formatted(changeClass, flag("b"));
    }

    private HttpResponse<String> approve(String id, String person) {
        return server.post(PROPOSALS + "/" + id + "/approvals", Json.of("{'onBehalfOf':'%s'}", person));
    }

    private HttpResponse<String> postAs(String token, String path, String body) {
        return server.send(team.requestWithToken(token, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private void setPolicy(boolean edits, int approvals) {
        requireSuccess(server.put(
                ENVIRONMENT + "/gate-policy",
                Json.of("{'editsRequireApproval':%s,'requiredApprovals':%s}", edits, approvals)));
    }

    private String variant() {
        return getFlag().path("defaultVariant").stringValue();
    }

    private JsonNode getFlag() {
        return readJson(server.get(ENVIRONMENT + "/flags/core"), 200).path("flag");
    }

    private long revision() {
        return readJson(server.get(ENVIRONMENT + "/flags/core"), 200)
                .path("revision")
                .longValue();
    }

    private static String flag(String variant) {
        return Json.of("{'state':'ENABLED','variants':{'a':1,'b':2},'defaultVariant':'%s'}", variant);
    }

    /// A flag that serves `a`, with another member.
    private static String flagWith(String member) {
        return Json.of("{%s,'state':'ENABLED','variants':{'a':1,'b':2},'defaultVariant':'a'}", member);
    }

    private static String definition(String core, String other) {
        return Json.of("{'flags':{'core':%s,'other':%s}}", flag(core), flag(other));
    }

    private static JsonNode readJson(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return TestServer.json(response);
    }
}
