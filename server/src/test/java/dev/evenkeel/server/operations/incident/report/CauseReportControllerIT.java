// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CauseReportControllerIT {
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        Instant now = Instant.now();
        importIncident("a", Json.of("{'name': 'no limit'}"), 100, now);
        importIncident("b", Json.of("{'name': 'no limit', 'weight': 3}, {'name': 'late alert'}"), 400, now);
        importIncident("c", Json.of("{'name': 'pool'}"), 5_000, now);
        assertThat(server.post("/api/v1/incidents", Json.of("{'service': 'd', 'title': 'untagged'}"))
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void importIncident(String service, String causes, int payments, Instant now) {
        HttpResponse<String> response = server.post(
                "/api/v1/incidents", """
                {"service": "%s", "title": "it hurts", "causes": [%s],
                 "times": {"HARM_STARTED": "%s", "MITIGATED": "%s"},
                 "impact": {"financialLoss": {"units": %d, "unit": "payment", "rate": 2, "currency": "CHF"}}}""".formatted(service, causes, now.minusSeconds(1_200), now, payments));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    @Test
    void ranksCausesByMoney() {
        JsonNode report = TestServer.json(server.get("/api/v1/incidents/causes"));
        assertThat(report.path("currency").asString()).isEqualTo("CHF");
        assertThat(report.path("incidents").asInt()).isEqualTo(3);
        assertThat(report.path("untagged").asInt()).isEqualTo(1);
        assertThat(report.at("/rows/0/cause").asString()).isEqualTo("pool");
        assertThat(report.at("/rows/0/harm").asDouble()).isEqualTo(10_000);
        assertThat(report.at("/rows/1/harm").asDouble()).isCloseTo(800, within(1e-9));
        assertThat(report.at("/rows/0/topThreeProbability").asDouble()).isEqualTo(1);
        assertThat(report.path("assumptions").size()).isEqualTo(4);
    }

    @Test
    void ranksCausesByMinutes() {
        JsonNode report = TestServer.json(server.get("/api/v1/incidents/causes?by=MINUTES"));
        assertThat(report.at("/rows/0/cause").asString()).isEqualTo("no limit");
        assertThat(report.at("/rows/0/harm").asDouble()).isCloseTo(35, within(0.01));
    }

    @Test
    void ranksCausesOfOneServiceByCount() {
        JsonNode report = TestServer.json(server.get("/api/v1/incidents/causes?by=COUNT&service=b"));
        assertThat(report.path("rows").size()).isEqualTo(2);
        assertThat(report.at("/rows/0/count").asDouble()).isEqualTo(0.75);
    }

    @Test
    void countsIncidentsInOtherCurrencyAsUnknown() {
        JsonNode report = TestServer.json(server.get("/api/v1/incidents/causes?currency=EUR"));
        assertThat(report.path("unknown").asInt()).isEqualTo(3);
    }

    @Test
    void rejectsInvalidCauseReportParameters() {
        assertThat(server.get("/api/v1/incidents/causes?days=0").statusCode()).isEqualTo(422);
        assertThat(server.get("/api/v1/incidents/causes?by=LUCK").statusCode()).isEqualTo(400);
    }

    @Test
    void reportsIncidentsPerQuarter() {
        JsonNode report = TestServer.json(server.get("/api/v1/incidents/quarters?quarters=2"));
        assertThat(report.path("currency").asString()).isEqualTo("CHF");
        assertThat(report.path("quarters").size()).isEqualTo(2);
        double incidents = report.path("quarters")
                .valueStream()
                .mapToDouble(quarter -> quarter.at("/incidents/sum").asDouble())
                .sum();
        assertThat(incidents).isEqualTo(4);
        JsonNode ofService = TestServer.json(server.get("/api/v1/incidents/quarters?quarters=2&service=b"));
        assertThat(ofService
                        .path("quarters")
                        .valueStream()
                        .mapToDouble(quarter -> quarter.at("/money/sum").asDouble())
                        .sum())
                .isEqualTo(800);
    }

    @Test
    void rejectsInvalidNumberOfQuarters() {
        HttpResponse<String> rejected = server.get("/api/v1/incidents/quarters?quarters=0");
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body()).contains("quarters must be 1 to 40");
    }
}
