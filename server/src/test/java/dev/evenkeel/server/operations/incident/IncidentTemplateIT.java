// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Incidents declared from templates.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IncidentTemplateIT {
    private static final String INCIDENTS = "/api/v1/incidents";
    private static final String MANIFESTS = "/api/v1/manifests";
    private static final String DOWN = """
            {"description": "nobody can pay", "title": "{service}: nobody can pay", "service": "payments",
             "impact": {"affectedUserShare": 0.06}, "trigger": "PROVIDER", "roles": {"COMMANDER": "ann", "SCRIBE": "bob"},
             "firstSteps": ["Open the bridge", "Call the bank"],
             "followUps": [{"description": "tell the merchants", "owner": "bob", "dueDays": 5,
                            "expectedEffect": "nobody asks twice", "verifiedBy": "the list of questions"}]}""";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        applyTemplate("down", DOWN);
        applyTemplate("slow", Json.of("{'title': 'slow', 'severity': 'SEV2'}"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String manifestRequest(String name, String spec) {
        return """
                {"set": "%3$s", "reason": "as agreed", "objects": [{"apiVersion": "evenkeel.dev/v1",
                 "kind": "IncidentTemplate", "metadata": {"name": "%1$s"}, "spec": %2$s}]}""".formatted(name, spec, name.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }

    private JsonNode applyTemplate(String name, String spec) {
        HttpResponse<String> response = server.post(MANIFESTS, manifestRequest(name, spec));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response);
    }

    private JsonNode declareIncident(String body) {
        HttpResponse<String> response = server.post(INCIDENTS, body);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return TestServer.json(response);
    }

    private static List<String> problemPointers(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        return TestServer.json(response)
                .path("problems")
                .valueStream()
                .map(one -> one.path("pointer").asString())
                .toList();
    }

    private int countIncidents() {
        return TestServer.json(server.get(INCIDENTS + "?limit=500")).size();
    }

    @Test
    void fillsMissingRequestFieldsFromTemplate() {
        JsonNode incident = declareIncident(Json.of("{'template': 'down'}"));
        assertThat(incident.path("service").asString()).isEqualTo("payments");
        assertThat(incident.path("title").asString()).isEqualTo("payments: nobody can pay");
        assertThat(incident.at("/severity/severity").asString()).isEqualTo("SEV2");
        assertThat(incident.at("/severity/because").asString()).isEqualTo("at least 5% of users, from template down");
        assertThat(incident.at("/account/impact/affectedUserShare").isNull()).isTrue();
        assertThat(incident.at("/account/trigger").asString()).isEqualTo("PROVIDER");
        assertThat(incident.at("/account/detection").asString()).isEqualTo("PERSON");
        assertThat(incident.at("/response/roles/COMMANDER").asString()).isEqualTo("ann");
        assertThat(incident.at("/response/roles/SCRIBE").asString()).isEqualTo("bob");
        assertThat(incident.at("/template/name").asString()).isEqualTo("down");
        assertThat(incident.at("/timeline/0/text").asString()).isEqualTo("payments: nobody can pay (template down)");
    }

    @Test
    void schedulesFollowUpsOfTemplate() {
        JsonNode incident = declareIncident(Json.of("{'template': 'down', 'service': 'scheduled'}"));
        LocalDate day =
                LocalDate.ofInstant(Instant.parse(incident.path("openedAt").asString()), ZoneOffset.UTC);
        assertThat(incident.at("/followUps/0/dueDate").asString())
                .isEqualTo(day.plusDays(5).toString());
        assertThat(incident.at("/followUps/0/owner").asString()).isEqualTo("bob");
    }

    @Test
    void recordsTemplateInAuditLogAndReview() {
        String id = declareIncident(Json.of("{'template': 'down', 'service': 'audited'}"))
                .path("id")
                .asString();
        JsonNode entry = TestServer.json(server.get("/api/v1/audit?limit=500"))
                .path("entries")
                .valueStream()
                .filter(one -> one.path("action").asString().equals("incident.opened")
                        && one.path("subject").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(entry.path("reason").asString()).endsWith("(template down)");
        assertThat(entry.path("after").toString()).contains("Open the bridge");
        assertThat(server.get(INCIDENTS + "/" + id + "/review.md").body()).contains("| Template | down |");
    }

    @Test
    void prefersRequestFieldsOverTemplate() {
        JsonNode incident = declareIncident("""
                {"template": "down", "service": "shop", "title": "the till is closed", "trigger": "CAPACITY",
                 "impact": {"affectedUserShare": 0.001}}""");
        assertThat(incident.path("service").asString()).isEqualTo("shop");
        assertThat(incident.path("title").asString()).isEqualTo("the till is closed");
        assertThat(incident.at("/account/trigger").asString()).isEqualTo("CAPACITY");
        assertThat(incident.at("/account/impact/affectedUserShare").asDouble()).isEqualTo(0.001);
        assertThat(incident.at("/severity/severity").asString()).isEqualTo("SEV4");
        assertThat(incident.at("/response/roles/COMMANDER").asString()).isEqualTo("ann");

        JsonNode mild = declareIncident(Json.of("{'template': 'slow', 'service': 'mild', 'severity': 'SEV4'}"));
        assertThat(mild.at("/severity/because").asString()).isEqualTo("set by admin");
        assertThat(mild.at("/severity/severity").asString()).isEqualTo("SEV4");
        JsonNode usual = declareIncident(Json.of("{'template': 'slow', 'service': 'usual'}"));
        assertThat(usual.at("/severity/because").asString()).isEqualTo("set by template slow");
    }

    @Test
    void rejectsUnknownTemplateWithoutDeclaringIncident() {
        int before = countIncidents();
        HttpResponse<String> response = server.post(INCIDENTS, Json.of("{'template': 'dwon'}"));
        assertThat(problemPointers(response)).containsExactly("/template");
        assertThat(response.body()).contains("incident template \\\"dwon\\\" does not exist", "use one of down, slow");
        assertThat(problemPointers(server.post(INCIDENTS, Json.of("{'template': 'slow'}"))))
                .containsExactly("/service");
        assertThat(problemPointers(server.post(INCIDENTS, Json.of("{'template': ' ', 'service': 'a', 'title': 'b'}"))))
                .containsExactly("/template");
        assertThat(countIncidents()).isEqualTo(before);
    }

    @Test
    void preservesExistingFieldsWhenTemplateDeclarationJoinsIncident() {
        String id = declareIncident("""
                {"service": "joined", "title": "no money", "trigger": "DECAY", "severity": "SEV1"}""").path("id").asString();
        JsonNode joined = declareIncident(Json.of("{'template': 'down', 'service': 'joined'}"));
        assertThat(joined.path("id").asString()).isEqualTo(id);
        assertThat(joined.path("title").asString()).isEqualTo("no money");
        assertThat(joined.at("/account/trigger").asString()).isEqualTo("DECAY");
        assertThat(joined.at("/severity/severity").asString()).isEqualTo("SEV1");
        assertThat(joined.at("/response/roles/COMMANDER").asString()).isEqualTo("ann");
        assertThat(joined.at("/template/name").asString()).isEqualTo("down");

        JsonNode again = declareIncident(Json.of("{'template': 'slow', 'service': 'joined'}"));
        assertThat(again.at("/template/name").asString()).isEqualTo("down");
        assertThat(again.at("/timeline/2/text").asString()).isEqualTo("slow (template slow)");
        assertThat(declareIncident(Json.of("{'template': 'down', 'service': 'joined'}"))
                        .path("followUps")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void marksFirstStepAsDoneWhenItsNoteIsAdded() {
        JsonNode incident = declareIncident(Json.of("{'template': 'down', 'service': 'stepped'}"));
        String id = incident.path("id").asString();
        assertThat(incident.at("/firstSteps/1/done").isNull()).isTrue();
        String note = incident.at("/firstSteps/1/note").asString();
        HttpResponse<String> response = server.post(INCIDENTS + "/" + id + "/notes", Json.of("{'text': '%s'}", note));
        JsonNode steps = TestServer.json(response).path("firstSteps");
        assertThat(steps.at("/0/done").isNull()).isTrue();
        assertThat(steps.at("/1/text").asString()).isEqualTo("Call the bank");
        assertThat(steps.at("/1/done/source").asString()).isEqualTo("admin");
        assertThat(TestServer.json(server.post(INCIDENTS + "/" + id + "/hand-over", Json.of("{'commander': 'eve'}")))
                        .path("summary")
                        .asString())
                .contains("## Open first steps\n- Open the bridge\n\n");
    }

    @Test
    void preservesFirstStepsAfterTemplateIsUpdatedOrDeleted() {
        applyTemplate("passing", Json.of("{'title': 'gone', 'firstSteps': ['Look']}"));
        String id = declareIncident(Json.of("{'template': 'passing', 'service': 'passing'}"))
                .path("id")
                .asString();
        applyTemplate("passing", Json.of("{'title': 'gone', 'firstSteps': ['Look twice']}"));
        HttpResponse<String> pruned =
                server.post(MANIFESTS, Json.of("{'set': 'passing', 'prune': true, 'objects': []}"));
        assertThat(pruned.statusCode()).as(pruned.body()).isEqualTo(200);
        assertThat(server.get("/api/v1/incident-templates").body()).doesNotContain("passing");
        assertThat(TestServer.json(server.get(INCIDENTS + "/" + id))
                        .at("/firstSteps/0/text")
                        .asString())
                .isEqualTo("Look");
        assertThat(TestServer.json(server.get("/api/v1/audit?limit=500"))
                        .path("entries")
                        .valueStream()
                        .filter(one -> one.path("subject").asString().equals("passing"))
                        .filter(one -> one.path("action").asString().startsWith("incident-template"))
                        .map(one -> one.path("action").asString()))
                .containsExactlyInAnyOrder(
                        "incident-template.set", "incident-template.set", "incident-template.deleted");
    }

    @Test
    void reportsAllValidationErrorsOfTemplateAtOnce() {
        assertThat(problemPointers(server.post(MANIFESTS, manifestRequest("Bad Name", Json.of("{'title': 'x'}")))))
                .containsExactly("/objects/0/spec");
        assertThat(problemPointers(server.post(MANIFESTS, manifestRequest("bad", """
                        {"colour": "red", "service": " ", "severity": "BAD", "impact": {"affectedUserShare": 6},
                         "trigger": "MOON", "roles": {"COMMANDER": "", "KING": "ann"},
                         "firstSteps": ["call", "call"],
                         "followUps": [{"description": "x", "owner": "bob", "dueDays": 0, "expectedEffect": "y"}]}"""))))
                .containsExactlyInAnyOrder(
                        "/objects/0/spec/colour",
                        "/objects/0/spec/title",
                        "/objects/0/spec/service",
                        "/objects/0/spec/severity",
                        "/objects/0/spec/impact/affectedUserShare",
                        "/objects/0/spec/trigger",
                        "/objects/0/spec/roles/COMMANDER",
                        "/objects/0/spec/roles/KING",
                        "/objects/0/spec/firstSteps",
                        "/objects/0/spec/followUps/0/dueDays",
                        "/objects/0/spec/followUps/0/verifiedBy");
        String withNull = Json.of("{'title': 'x', 'firstSteps': ['a\\u0000b']}");
        assertThat(problemPointers(server.post(MANIFESTS, manifestRequest("bad", withNull))))
                .containsExactly("/objects/0/spec/firstSteps/0");
        assertThat(server.get("/api/v1/incident-templates").body()).doesNotContain("bad");
    }

    @Test
    void listsTemplates() {
        JsonNode all = TestServer.json(server.get("/api/v1/incident-templates"));
        assertThat(all.at("/0/name").asString()).isEqualTo("down");
        assertThat(all.at("/0/followUps/0/dueDays").asInt()).isEqualTo(5);
        assertThat(all.at("/1/roles").isEmpty()).isTrue();
    }

    @Test
    void allowsAuthorToReadAndOperatorToEditTemplates() {
        TestUsers team = new TestUsers(server);
        String author = team.createUserAndSignIn("ada", "author");
        assertThat(server.send(server.request("/api/v1/incident-templates")
                                .header("Cookie", author)
                                .GET())
                        .statusCode())
                .isEqualTo(200);
        assertThat(previewTemplate(author).statusCode()).isEqualTo(403);
        assertThat(previewTemplate(team.createUserAndSignIn("olga", "operator")).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> previewTemplate(String cookie) {
        return server.send(server.request(MANIFESTS + "?dryRun=true")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(manifestRequest("hers", Json.of("{'title': 'x'}")))));
    }
}
