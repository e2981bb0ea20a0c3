// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.files.openslo.OpenSloFile;
import dev.evenkeel.files.openslo.OpenSloObjectSet;
import dev.evenkeel.files.openslo.PrometheusRuleGenerator;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.metrics.FakeMetricsService;
import dev.evenkeel.server.rollouts.metrics.RealPrometheus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// From a counter of errors to a closed gate and back, through a real Prometheus that judges generated rules
/// and a real Alertmanager that sends each notification three times.
@EnabledIf(
        value = "arePrometheusAndAlertmanagerInstalled",
        disabledReason = "No Prometheus or no Alertmanager found: skipped. Install both, or set EVENKEEL_PROMETHEUS and"
                + " EVENKEEL_ALERTMANAGER.")
final class BurnAlertGateIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /* Over an hour the windows of the usual rules are 1, 2 and 6 minutes. */
    private static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: pay}
            spec:
              service: payments
              indicator:
                metadata: {name: pay-success}
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {type: Prometheus, spec: {query: errors_total}}}
                    total: {metricSource: {type: Prometheus, spec: {query: requests_total}}}
              timeWindow: [{duration: 1h, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{displayName: availability, target: 0.9}]
            """;

    static boolean arePrometheusAndAlertmanagerInstalled() {
        return RealPrometheus.find().isPresent() && RealAlertmanager.find().isPresent();
    }

    @Test
    void closesGateForBurnIncidentUntilItIsResolved(@TempDir Path folder) throws Exception {
        Path rules = Files.writeString(
                folder.resolve("rules.yml"),
                PrometheusRuleGenerator.generate(
                        new OpenSloObjectSet(OpenSloFile.parse(SLO).objects()).slos()));
        Path alertmanagerFolder = Files.createDirectory(folder.resolve("alertmanager"));
        try (TestServer server = TestServer.start();
                var service = new FakeMetricsService();
                RealAlertmanager alertmanager = RealAlertmanager.start(
                        RealAlertmanager.find().orElseThrow(),
                        alertmanagerFolder,
                        3,
                        server.uri("/api/v1/alerts/alertmanager").toString(),
                        TestServer.ADMIN_TOKEN)) {
            prepare(server);
            service.set("errors_total", 0);
            service.set("requests_total", 0);
            await("Alertmanager").atMost(TIMEOUT).until(alertmanager::isReady);
            try (RealPrometheus prometheus = RealPrometheus.start(
                    RealPrometheus.find().orElseThrow(), folder, service.address(), rules, alertmanager.address())) {
                await("a scrape").atMost(TIMEOUT).until(() -> isScraped(prometheus));
                assertThat(gate(server).get("verdict").stringValue()).isEqualTo("PASS");

                service.set("requests_total", 1000);
                service.set("errors_total", 500);
                await("an incident of all four rules")
                        .atMost(TIMEOUT)
                        .untilAsserted(() -> assertThat(timelineTexts(server, " is firing: "))
                                .as(alertmanager.log())
                                .hasSize(4));
                await("three notifications of each alert")
                        .atMost(TIMEOUT)
                        .until(() -> alertmanager.notificationCount() >= 3);
                JsonNode incident = getOnlyIncident(server);
                String id = incident.get("id").stringValue();
                assertThat(incident.at("/severity/severity").stringValue()).isEqualTo("SEV2");
                assertThat(incident.get("state").stringValue()).isEqualTo("OPEN");
                assertThat(gate(server).get("verdict").stringValue()).isEqualTo("DENY");
                assertThat(gate(server).get("reason").stringValue()).startsWith("incident " + id + " (SEV2, ");

                service.set("requests_total", 10_000_000);
                await("the end of the burn")
                        .atMost(TIMEOUT)
                        .untilAsserted(() -> assertThat(
                                        getOnlyIncident(server).get("state").stringValue())
                                .as(alertmanager.log())
                                .isEqualTo("MITIGATED"));
                assertThat(timelineTexts(server, " is resolved: ")).hasSize(4);
                assertThat(timelineTexts(server, " is firing: "))
                        .as("nothing is there twice")
                        .hasSize(4);
                assertThat(gate(server).get("reason").stringValue()).contains(" is MITIGATED since ");
                requireSuccess(server.post("/api/v1/incidents/" + id + "/resolve", Json.of("{'mitigation':'FIX'}")));
                assertThat(gate(server).get("verdict").stringValue()).isEqualTo("PASS");
            }
        }
    }

    private static void prepare(TestServer server) {
        requireSuccess(server.put("/api/v1/environments/default/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"old","variants":{"old":"a","new":"b"}}}}"""));
        requireSuccess(server.put("/api/v1/services", """
                {"services":{"payments":{"flags":[{"environment":"default","flag":"core"}]}}}"""));
    }

    /* Rules need a sample from before the errors. */
    private static boolean isScraped(RealPrometheus prometheus) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(prometheus.url() + "/api/v1/query?query=errors_total"))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            BodyHandlers.ofString())
                    .body()
                    .contains("\"value\"");
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode getOnlyIncident(TestServer server) {
        JsonNode all = TestServer.json(server.get("/api/v1/incidents"));
        assertThat(all.size()).isEqualTo(1);
        return all.get(0);
    }

    private static List<String> timelineTexts(TestServer server, String part) {
        return TestServer.json(server.get(
                        "/api/v1/incidents/" + getOnlyIncident(server).get("id").stringValue()))
                .get("timeline")
                .valueStream()
                .map(entry -> entry.get("text").stringValue())
                .filter(words -> words.contains(part))
                .toList();
    }

    private static JsonNode gate(TestServer server) {
        return TestServer.requireSuccess(server.get("/api/v1/environments/default/flags/core/gates"))
                .get("gates")
                .valueStream()
                .filter(one -> one.get("gate").stringValue().equals("incidents"))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> requireSuccess(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
        return response;
    }
}
