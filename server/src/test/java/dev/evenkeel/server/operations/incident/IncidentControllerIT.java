// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IncidentControllerIT {
    private static final String INCIDENTS = "/api/v1/incidents";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        assertThat(server.put("/api/v1/services", """
                {"services": {"shop": {"dependsOn": ["bank"]}, "bank": {"dependsOn": ["books"]}, "books": {},
                              "pay": {"flags": [{"environment": "default", "flag": "core"}]}}}""").statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode declare(String body) {
        HttpResponse<String> response = server.post(INCIDENTS, body);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return TestServer.json(response);
    }

    private JsonNode postAction(String id, String what, String body) {
        HttpResponse<String> response = server.post(INCIDENTS + "/" + id + "/" + what, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response);
    }

    private HttpResponse<String> patch(String id, String body) {
        return server.send(server.asAdmin(INCIDENTS + "/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    @Test
    void warnsAboutServiceMissingFromCatalog() {
        JsonNode declared = declare(Json.of("{'service': 'paiments', 'title': 'checkout fails'}"));
        assertThat(declared.at("/warnings/0/pointer").asString()).isEqualTo("/service");
        assertThat(declared.at("/warnings/0/message").asString())
                .isEqualTo("service \"paiments\" is not in the service catalog");
        TestServer.requireSuccess(server.put("/api/v1/services", Json.of("{'services':{'known':{}}}")));
        assertThat(declare(Json.of("{'service': 'known', 'title': 'checkout fails'}"))
                        .has("warnings"))
                .isFalse();
    }

    @Test
    void handlesIncidentFromDeclarationToReview() {
        String id = declare(Json.of("{'service': 'alone', 'title': 'checkout fails'}"))
                .path("id")
                .asString();
        JsonNode acknowledged = postAction(id, "acknowledge", Json.of("{'onBehalfOf': 'ann'}"));
        assertThat(acknowledged.at("/response/roles/COMMANDER").asString()).isEqualTo("ann");
        assertThat(acknowledged.at("/response/confirmed").asBoolean()).isTrue();
        postAction(id, "roles", Json.of("{'role': 'SCRIBE', 'person': 'bob'}"));
        postAction(id, "notes", Json.of("{'text': 'the bank was called'}"));
        String summary = postAction(id, "hand-over", Json.of("{'commander': 'eve'}"))
                .path("summary")
                .asString();
        assertThat(summary).contains("SEV4 checkout fails (alone) is OPEN", "commander: ann", "the bank was called");

        postAction(id, "mitigate", Json.of("{'mitigation': 'ROLLBACK'}"));
        postAction(id, "resolve", "{}");
        completeAccount(id);
        JsonNode reviewed = postAction(id, "review", "{}");
        assertThat(reviewed.path("state").asString()).isEqualTo("REVIEWED");
        assertThat(reviewed.at("/nextState/state").isNull()).isTrue();
        assertThat(postAction(id, "follow-ups/1/complete", Json.of("{'evidence': 'load test 812 held'}"))
                        .at("/followUps/0/done/evidence")
                        .asString())
                .isEqualTo("load test 812 held");
        assertThat(server.get(INCIDENTS + "/" + id + "/review.md").body())
                .contains("# SEV2: checkout fails", "CHF 5,108.80 lost", "load test 812 held", "the bank was called");
        assertThat(TestServer.json(server.get("/api/v1/audit?limit=500")).toString())
                .contains("incident.opened", "incident.handed-over", "incident.reviewed", "after the call");
    }

    @Test
    void rejectsMitigationWithoutKind() {
        String id = declare(Json.of("{'service': 'unmitigated', 'title': 'checkout fails'}"))
                .path("id")
                .asString();
        HttpResponse<String> rejected = server.post(INCIDENTS + "/" + id + "/mitigate", "{}");
        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(rejected.body()).contains("invalid-incident-state", "the mitigation is not set");
    }

    @Test
    void rejectsIncompleteReview() {
        String id = declare(Json.of("{'service': 'unlearned', 'title': 'checkout fails'}"))
                .path("id")
                .asString();
        postAction(id, "mitigate", Json.of("{'mitigation': 'ROLLBACK'}"));
        postAction(id, "resolve", "{}");
        HttpResponse<String> rejected = server.post(INCIDENTS + "/" + id + "/review", "{}");
        assertThat(TestServer.json(rejected).path("problems").size()).isEqualTo(7);
    }

    @Test
    void derivesSeverityAndLossFromImpact() {
        String id = declare(Json.of("{'service': 'costly', 'title': 'checkout fails'}"))
                .path("id")
                .asString();
        JsonNode incident = completeAccount(id);
        assertThat(incident.at("/severity/severity").asString()).isEqualTo("SEV2");
        assertThat(incident.path("moneyLost").asDouble()).isEqualTo(5108.8);
    }

    /// Adds everything that a review requires.
    private JsonNode completeAccount(String id) {
        HttpResponse<String> edited = patch(id, """
                {"times": {"HARM_STARTED": {"at": "2026-11-25T18:00:00Z", "precision": "PT5M", "source": "logs"}},
                 "trigger": "BINARY_PUSH", "causes": [{"name": "no limit", "weight": 2}, {"name": "late alert"}],
                 "impact": {"affectedUserShare": 0.06, "failedRequests": 412,
                            "financialLoss": {"units": 412, "unit": "payment", "rate": 12.4, "currency": "CHF",
                                     "day": "2026-11-25"}},
                 "noRelatedChange": true, "wentWell": "the runbook", "gotLucky": "a quiet hour", "reason": "after the call"}""");
        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
        postAction(id, "follow-ups", """
                {"description": "add a limit", "owner": "bob", "dueDate": "2026-12-01", "expectedEffect": "none in 90 days",
                 "verifiedBy": "the load test"}""");
        return TestServer.json(edited);
    }

    @Test
    void joinsOpenIncidentOfSameService() {
        String first = declare(Json.of("{'service': 'twice', 'title': 'slow'}"))
                .path("id")
                .asString();
        HttpResponse<String> second = server.post(INCIDENTS, Json.of("{'service': 'twice', 'title': 'still slow'}"));
        assertThat(second.statusCode()).isEqualTo(200);
        JsonNode joined = TestServer.json(second);
        assertThat(joined.path("id").asString()).isEqualTo(first);
        assertThat(joined.path("outcome").asString()).isEqualTo("JOINED");
        assertThat(joined.path("title").asString()).isEqualTo("slow");
        assertThat(joined.path("timeline")
                        .valueStream()
                        .map(entry -> entry.path("text").asString()))
                .containsExactly("slow", "still slow");
        assertThat(declare(Json.of("{'service': 'twice', 'title': 'x', 'change': 'deployment:9'}"))
                        .path("id")
                        .asString())
                .isEqualTo(first);
    }

    @Test
    void raisesButNeverLowersSeverityWhenDeclarationJoinsIncident() {
        declare(Json.of("{'service': 'raised', 'title': 'slow', 'severity': 'SEV3'}"));
        JsonNode worse = declare("""
                {"service": "raised", "title": "down", "severity": "SEV1", "reason": "nobody can pay"}""");
        assertThat(worse.at("/severity/severity").asString()).isEqualTo("SEV1");
        JsonNode milder = declare("""
                {"service": "raised", "title": "slow again", "severity": "SEV4"}""");
        assertThat(milder.at("/severity/severity").asString()).isEqualTo("SEV1");
        assertThat(milder.at("/severity/because").asString()).isEqualTo("set by admin: nobody can pay");
        assertThat(milder.path("timeline")
                        .valueStream()
                        .map(entry -> entry.path("text").asString()))
                .containsExactly("slow", "down (declared as SEV1: nobody can pay)", "slow again (declared as SEV4)");
    }

    @Test
    void opensNewIncidentWhenExistingOneIsMitigated() {
        String first = declare(Json.of("{'service': 'again', 'title': 'slow'}"))
                .path("id")
                .asString();
        postAction(first, "mitigate", Json.of("{'mitigation': 'SCALING'}"));
        JsonNode second = declare("""
                {"service": "again", "title": "charged twice", "severity": "SEV2"}""");
        assertThat(second.path("id").asString()).isNotEqualTo(first);
        assertThat(second.at("/related/0/id").asString()).isEqualTo(first);
        JsonNode third = declare(Json.of("{'service': 'again', 'title': 'charged thrice'}"));
        assertThat(third.path("id").asString())
                .as("the open one is joined")
                .isEqualTo(second.path("id").asString());
        assertThat(TestServer.json(server.get(INCIDENTS + "?service=again&open=true"))
                        .size())
                .isEqualTo(2);
        assertThat(TestServer.json(server.get("/api/v1/audit?limit=500")).toString())
                .contains("incident.related");
    }

    @Test
    void reopensMitigatedIncidentNamedInDeclaration() {
        String id = declare(Json.of("{'service': 'back', 'title': 'slow', 'severity': 'SEV2'}"))
                .path("id")
                .asString();
        assertThat(declare(reopenRequest("back", id)).path("outcome").asString())
                .isEqualTo("JOINED");
        postAction(id, "mitigate", Json.of("{'mitigation': 'SCALING'}"));
        JsonNode reopened = declare(reopenRequest("back", id));
        assertThat(reopened.path("id").asString()).isEqualTo(id);
        assertThat(reopened.path("outcome").asString()).isEqualTo("REOPENED");
        assertThat(reopened.path("state").asString()).isEqualTo("OPEN");
        assertThat(reopened.at("/severity/severity").asString()).isEqualTo("SEV2");
        assertThat(reopened.path("timeline").toString()).contains("Reopened: slow again (declared as SEV3)");
    }

    @Test
    void rejectsUnknownOrForeignIncidentToReopen() {
        String id = declare(Json.of("{'service': 'foreign', 'title': 'slow'}"))
                .path("id")
                .asString();
        HttpResponse<String> unknown = server.post(INCIDENTS, reopenRequest("foreign", "i-none"));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("/reopen", "incident i-none does not exist");
        assertThat(server.post(INCIDENTS, reopenRequest("foreign", "\\u0000")).statusCode())
                .isEqualTo(422);
        assertThat(server.post(INCIDENTS, reopenRequest("foreign", " ")).body()).contains("/reopen must not be blank");
        HttpResponse<String> elsewhere = server.post(INCIDENTS, reopenRequest("front", id));
        assertThat(elsewhere.statusCode()).isEqualTo(422);
        assertThat(elsewhere.body()).contains("/reopen", "belongs to service foreign, not to front");
    }

    @Test
    void rejectsReopeningResolvedIncident() {
        String id = declare(Json.of("{'service': 'over', 'title': 'slow'}"))
                .path("id")
                .asString();
        postAction(id, "mitigate", Json.of("{'mitigation': 'SCALING'}"));
        postAction(id, "resolve", "{}");
        HttpResponse<String> rejected = server.post(INCIDENTS, reopenRequest("over", id));
        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(rejected.body()).contains("invalid-incident-state", id + " is RESOLVED");
        assertThat(TestServer.json(server.get(INCIDENTS + "?service=over")).size())
                .isEqualTo(1);
    }

    private static String reopenRequest(String service, String id) {
        return """
                {"service": "%s", "title": "slow again", "severity": "SEV3", "reopen": "%s"}""".formatted(service, id);
    }

    @Test
    void resolvesWrongMoneyIncidentOnlyWhenAllItemsAreCorrected() {
        JsonNode declared = declare("""
                {"service": "money", "title": "booked twice", "affected": ["p-1", "p-2"]}""");
        String id = declared.path("id").asString();
        assertThat(declared.at("/severity/severity").asString()).isEqualTo("SEV1");
        assertThat(declared.at("/account/detection").asString()).isEqualTo("INVARIANT");
        postAction(id, "mitigate", Json.of("{'mitigation': 'FIX'}"));
        postAction(id, "affected-items", Json.of("{'ids': ['p-2', 'p-3']}"));
        postAction(id, "corrections", Json.of("{'id': 'p-1', 'correction': 'reversed by 4711'}"));
        HttpResponse<String> rejected = server.post(INCIDENTS + "/" + id + "/resolve", "{}");
        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(rejected.body()).contains("2 of 3 affected items have no correction: p-2, p-3");
        postAction(id, "corrections", Json.of("{'id': 'p-2', 'correction': 'reversed by 4712'}"));
        postAction(id, "corrections", Json.of("{'id': 'p-3', 'correction': 'reversed by 4713'}"));
        assertThat(postAction(id, "resolve", "{}").path("state").asString()).isEqualTo("RESOLVED");
        assertThat(server.post(INCIDENTS + "/" + id + "/corrections", Json.of("{'id': 'p-9', 'correction': 'x'}"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void listsOpenIncidentsOfServiceAndItsDependencies() {
        declare(Json.of("{'service': 'books', 'title': 'far', 'severity': 'SEV1'}"));
        String id = declare(Json.of("{'service': 'bank', 'title': 'near', 'severity': 'SEV3'}"))
                .path("id")
                .asString();
        IncidentQueries incidents = server.bean(IncidentQueries.class);
        assertThat(incidents.listOpenAffecting("shop"))
                .extracting(
                        IncidentQueries.OpenIncident::title,
                        IncidentQueries.OpenIncident::distance,
                        IncidentQueries.OpenIncident::severity)
                .containsExactly(tuple("near", 1, IncidentSeverity.SEV3), tuple("far", 2, IncidentSeverity.SEV1));
        assertThat(incidents.listOpenAffecting("pay"))
                .extracting(IncidentQueries.OpenIncident::title)
                .doesNotContain("near", "far");
        postAction(id, "mitigate", Json.of("{'mitigation': 'SCALING'}"));
        postAction(id, "resolve", "{}");
        assertThat(incidents.listOpenAffecting("bank"))
                .extracting(IncidentQueries.OpenIncident::title)
                .containsExactly("far");
    }

    @Test
    void suspectsRecentFlagEditsOfService() {
        server.put("/api/v1/environments/default/flags", """
                {"flags": {"core": {"state": "ENABLED", "variants": {"a": "1", "b": "2"}, "defaultVariant": "a"},
                           "other": {"state": "ENABLED", "variants": {"a": "1"}, "defaultVariant": "a"}}}""");
        server.post("/api/v1/environments/default/flags/core/disable", Json.of("{'reason': 'just in case'}"));
        server.post("/api/v1/environments/default/flags/other/disable", "{}");
        JsonNode declared = declare(Json.of("{'service': 'pay', 'title': 'payments are refused'}"));
        assertThat(declared.path("suspectedChanges").size()).isEqualTo(2);
        JsonNode first = declared.at("/suspectedChanges/0");
        assertThat(first.path("summary").asString())
                .matches("flag core in default was disabled by admin, revision \\d+ \\(just in case\\)");
        assertThat(first.path("share").asDouble()).isBetween(0.8, 0.99);
        assertThat(first.path("evidence").toString()).contains("in the same service", "a flag edit");
        JsonNode linked = postAction(
                declared.path("id").asString(),
                "changes",
                Json.of(
                        "{'change': '%s', 'reason': 'all fail since'}",
                        first.path("name").asString()));
        assertThat(linked.at("/account/changes/0/reason").asString()).isEqualTo("all fail since");
    }

    @Test
    void reportsAllValidationErrorsAtOnce() {
        HttpResponse<String> bad = server.post(INCIDENTS, """
                {"title": " ", "severity": "BAD", "colour": 1, "affected": [],
                 "times": {"DETECTED": "now", "NEVER": "x", "MITIGATED": "2099-01-01T00:00:00Z", "RESOLVED": {"precision": "-PT1S"}},
                 "causes": [{"weight": 0}], "impact": {"affectedUserShare": 5, "financialLoss": {"units": 0, "currency": "chf"}}}""");
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(TestServer.json(bad)
                        .path("problems")
                        .valueStream()
                        .map(one -> one.path("pointer").asString()))
                .containsExactlyInAnyOrder(
                        "/colour",
                        "/service",
                        "/title",
                        "/severity",
                        "/affected",
                        "/times/DETECTED",
                        "/times/NEVER",
                        "/times/MITIGATED",
                        "/times/RESOLVED/at",
                        "/times/RESOLVED/precision",
                        "/causes/0/weight",
                        "/causes/0/name",
                        "/impact/affectedUserShare",
                        "/impact/financialLoss/units",
                        "/impact/financialLoss/unit",
                        "/impact/financialLoss/rate",
                        "/impact/financialLoss/currency");
    }

    @Test
    void returns404ForUnknownIncident() {
        assertThat(server.get(INCIDENTS + "/i-none").statusCode()).isEqualTo(404);
        assertThat(server.post(INCIDENTS + "/i-none/acknowledge", "{}").body()).contains("incident-not-found");
    }
}
