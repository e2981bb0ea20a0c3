// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IncidentImportControllerIT {
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> importIncidents(String incidents, boolean dryRun) {
        return server.post("/api/v1/incidents/import", Json.of("{'dryRun': %s, 'incidents': [%s]}", dryRun, incidents));
    }

    private JsonNode listIncidents(String service) {
        return TestServer.json(server.get("/api/v1/incidents?service=" + service));
    }

    /// Two incidents of a service.
    private static String twoIncidents(String service) {
        return """
                {"externalId": "%1$s-1", "service": "%1$s", "title": "partial outage", "severity": "SEV3",
                 "times": {"HARM_STARTED": {"at": "2018-01-01T00:00:00Z", "precision": "PT5M", "source": "import"}}},
                {"externalId": "%1$s-2", "service": "%1$s", "title": "slow",
                 "times": {"DETECTED": "2018-04-02T18:02:26Z", "RESOLVED": "2018-04-02T19:00:00Z"}}""".formatted(service);
    }

    @Test
    void validatesImportWithDryRun() {
        assertThat(importIncidents(twoIncidents("dry"), true).body())
                .isEqualTo(Json.of("{'created':2,'updated':0,'unchanged':0,'dryRun':true}"));
        assertThat(listIncidents("dry").size()).isZero();
    }

    @Test
    void importsIncidentsIdempotently() {
        assertThat(importIncidents(twoIncidents("host"), false).body()).contains(Json.of("'created':2"));
        assertThat(importIncidents(twoIncidents("host"), false).body())
                .contains(Json.of("'created':0,'updated':0,'unchanged':2"));
        assertThat(listIncidents("host").size()).isEqualTo(2);
        JsonNode oldest = listIncidents("host").get(1);
        assertThat(oldest.path("openedAt").asString()).isEqualTo("2018-01-01T00:00:00Z");
        assertThat(oldest.path("state").asString()).isEqualTo("RESOLVED");
        assertThat(oldest.at("/severity/severity").asString()).isEqualTo("SEV3");
        assertThat(server.bean(IncidentQueries.class).listOpenAffecting("host")).isEmpty();
    }

    @Test
    void updatesChangedIncidents() {
        importIncidents(twoIncidents("updated"), false);
        assertThat(importIncidents(twoIncidents("updated").replace("slow", "very slow"), false)
                        .body())
                .contains(Json.of("'updated':1,'unchanged':1"));
        assertThat(listIncidents("updated")
                        .valueStream()
                        .map(incident -> incident.path("title").asString()))
                .containsExactlyInAnyOrder("very slow", "partial outage");
    }

    private List<String> problemPointers(String incidents) {
        HttpResponse<String> bad = importIncidents(incidents, false);
        assertThat(bad.statusCode()).isEqualTo(422);
        return TestServer.json(bad)
                .path("problems")
                .valueStream()
                .map(one -> one.path("pointer").asString())
                .toList();
    }

    @Test
    void reportsValidationErrorsOfAllRowsAndImportsNone() {
        assertThat(problemPointers("""
                {"externalId": "9", "service": "bad", "title": "x", "times": {"DETECTED": "2018-01-01T00:00:00Z"}},
                {"externalId": "9", "title": "x", "severity": "SEV9", "times": {"DETECTED": "then"}}, 7"""))
                .containsExactlyInAnyOrder(
                        "/incidents/1/service", "/incidents/1/severity", "/incidents/1/times/DETECTED", "/incidents/2");
        assertThat(problemPointers("""
                {"externalId": "9", "service": "bad", "title": "x", "times": {"DETECTED": "2018-01-01T00:00:00Z"}},
                {"externalId": "9", "service": "bad", "times": {"RESOLVED": {"at": "2099-01-01T00:00:00Z"}}}"""))
                .containsExactlyInAnyOrder(
                        "/incidents/1/externalId",
                        "/incidents/1/title",
                        "/incidents/1/times",
                        "/incidents/1/times/RESOLVED/at");
        assertThat(TestServer.json(server.get("/api/v1/incidents?service=bad")).size())
                .isZero();
    }
}
