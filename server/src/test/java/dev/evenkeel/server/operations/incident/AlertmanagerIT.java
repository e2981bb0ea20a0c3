// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EnabledIf(
        value = "isAlertmanagerInstalled",
        disabledReason = "No Alertmanager found: the test with a real one is skipped. Install one, or set"
                + " EVENKEEL_ALERTMANAGER.")
final class AlertmanagerIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    static boolean isAlertmanagerInstalled() {
        return RealAlertmanager.find().isPresent();
    }

    private static String alert(Instant startsAt, Instant endsAt) {
        return """
                [{"labels": {"alertname": "BurnsFast", "service": "payments", "severity": "page"},
                  "annotations": {"summary": "budget burns 14 times too fast"},
                  "startsAt": "%s", "endsAt": "%s"}]""".formatted(startsAt, endsAt);
    }

    @Test
    void opensOneIncidentForRepeatedAlertAndMitigatesItWhenResolved(@TempDir Path folder) throws IOException {
        try (TestServer server = TestServer.start();
                RealAlertmanager alertmanager = RealAlertmanager.start(
                        RealAlertmanager.find().orElseThrow(),
                        folder,
                        server.uri("/api/v1/alerts/alertmanager").toString(),
                        TestServer.ADMIN_TOKEN)) {
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(alertmanager.isReady())
                            .as(alertmanager.log())
                            .isTrue());
            Instant startsAt = Instant.now().minusSeconds(30);
            assertThat(alertmanager.postAlerts(alert(startsAt, Instant.now().plusSeconds(600))))
                    .isEqualTo(200);
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(listIncidents(server).size())
                            .as(alertmanager.log())
                            .isEqualTo(1));
            JsonNode opened = listIncidents(server).get(0);
            assertThat(opened.path("title").asString()).isEqualTo("BurnsFast: budget burns 14 times too fast");
            assertThat(opened.at("/severity/severity").asString()).isEqualTo("SEV2");
            assertThat(opened.path("state").asString()).isEqualTo("OPEN");
            String id = opened.path("id").asString();
            assertThat(server.bean(IncidentQueries.class).listOpenAffecting("payments"))
                    .hasSize(1);

            assertThat(alertmanager.postAlerts(alert(startsAt, Instant.now()))).isEqualTo(200);
            await().atMost(TIMEOUT)
                    .until(() -> listIncidents(server)
                            .get(0)
                            .path("state")
                            .asString()
                            .equals("MITIGATED"));
            JsonNode incident = TestServer.json(server.get("/api/v1/incidents/" + id));
            assertThat(incident.path("timeline")
                            .valueStream()
                            .map(entry -> entry.path("text").asString()))
                    .containsExactlyInAnyOrder(
                            "BurnsFast (page) is firing: budget burns 14 times too fast",
                            "BurnsFast (page) is resolved: budget burns 14 times too fast",
                            "mitigated: all alerts are resolved");
            assertThat(listIncidents(server).size()).isEqualTo(1);
            assertThat(server.bean(JdbcClient.class)
                            .sql("select count(*) from incident_alert")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    private static JsonNode listIncidents(TestServer server) {
        return TestServer.json(server.get("/api/v1/incidents"));
    }
}
