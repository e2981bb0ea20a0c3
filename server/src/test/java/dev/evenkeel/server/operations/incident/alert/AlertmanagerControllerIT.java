// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AlertmanagerControllerIT {
    private static final String WEBHOOK = "/api/v1/alerts/alertmanager";
    private static final Instant AT = Instant.parse("2026-11-25T18:00:00Z");

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private record TestAlert(int fingerprint, int start, boolean firing) {
        String json(String service) {
            return """
                    {"status": "%s", "fingerprint": "f%d", "startsAt": "%s", "endsAt": "%s",
                     "labels": {"alertname": "A%d", "service": "%s", "severity": "ticket"}, "generatorURL": "x"}""".formatted(
                            firing ? "firing" : "resolved",
                            fingerprint,
                            AT.plusSeconds(60L * start),
                            firing ? "0001-01-01T00:00:00Z" : AT.plusSeconds(60L * start + 30),
                            fingerprint,
                            service);
        }
    }

    private HttpResponse<String> postAlerts(String service, List<TestAlert> alerts) {
        String json = alerts.stream().map(alert -> alert.json(service)).collect(Collectors.joining(","));
        return server.post(
                WEBHOOK, Json.of("{'version': '4', 'status': 'firing', 'groupKey': 'g', 'alerts': [%s]}", json));
    }

    private List<JsonNode> listIncidents(String service) {
        return TestServer.json(server.get("/api/v1/incidents?service=" + service))
                .valueStream()
                .toList();
    }

    private JsonNode getIncident(JsonNode incident) {
        return TestServer.json(
                server.get("/api/v1/incidents/" + incident.path("id").asString()));
    }

    private static long countAlertEntries(JsonNode incident) {
        return incident.path("timeline")
                .valueStream()
                .filter(entry -> entry.path("kind").asString().equals("alert"))
                .count();
    }

    /* 20 fingerprints, each at five starts, firing and resolved: 200 different alerts. Four sources send 125 each. */
    @Test
    void groupsConcurrentAlertsIntoOneIncidentWithoutLoss() throws Exception {
        List<List<TestAlert>> sources = new ArrayList<>();
        Set<TestAlert> different = new HashSet<>();
        for (int source = 0; source < 4; source++) {
            var random = new Random(source);
            List<TestAlert> alerts = new ArrayList<>();
            for (int i = 0; i < 125; i++) {
                alerts.add(new TestAlert(i % 20, random.nextInt(5), random.nextInt(3) > 0));
            }
            Collections.shuffle(alerts, random);
            different.addAll(alerts);
            sources.add(alerts);
        }
        Set<TestAlert> firing = different.stream().filter(TestAlert::firing).collect(Collectors.toSet());
        assertThat(firing.stream().map(TestAlert::fingerprint).distinct()).hasSize(20);
        var together = new CountDownLatch(4);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = new ArrayList<>();
            for (List<TestAlert> source : sources) {
                senders.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    for (int from = 0; from < source.size(); from += 25) {
                        assertThat(postAlerts("flood", source.subList(from, from + 25))
                                        .statusCode())
                                .isEqualTo(200);
                    }
                    return null;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        assertThat(listIncidents("flood")).hasSize(1);
        Set<String> words = getIncident(listIncidents("flood").getFirst())
                .path("timeline")
                .valueStream()
                .filter(entry -> entry.path("kind").asString().equals("alert"))
                .map(entry -> entry.path("at").asString() + entry.path("text").asString())
                .collect(Collectors.toSet());
        Set<String> alerts = different.stream()
                .map(alert -> AT.plusSeconds(60L * alert.start() + (alert.firing() ? 0 : 30)) + "A"
                        + alert.fingerprint() + " (ticket) " + (alert.firing() ? "is firing" : "is resolved"))
                .collect(Collectors.toSet());
        assertThat(words).isEqualTo(alerts);
        assertThat(countAlertEntries(getIncident(listIncidents("flood").getFirst())))
                .isEqualTo(different.size());
    }

    @Test
    void mitigatesIncidentWhenLastAlertResolvesAndReopensItOnNewAlert() {
        postAlerts(
                "till", List.of(new TestAlert(101, 0, true), new TestAlert(102, 0, true), new TestAlert(101, 0, true)));
        postAlerts("till", List.of(new TestAlert(101, 0, false)));
        assertThat(listIncidents("till").getFirst().path("state").asString()).isEqualTo("OPEN");
        postAlerts("till", List.of(new TestAlert(102, 0, false)));
        JsonNode mitigated = getIncident(listIncidents("till").getFirst());
        assertThat(mitigated.path("state").asString()).isEqualTo("MITIGATED");
        assertThat(mitigated.at("/nextState/missing/0/what").asString()).isEqualTo("the mitigation is not set");
        postAlerts("till", List.of(new TestAlert(102, 3, true)));
        JsonNode again = getIncident(listIncidents("till").getFirst());
        assertThat(listIncidents("till")).hasSize(1);
        assertThat(again.path("state").asString()).isEqualTo("OPEN");
        assertThat(again.at("/response/times/MITIGATED").isMissingNode()).isTrue();
        assertThat(countAlertEntries(again)).isEqualTo(5);
    }

    @Test
    void opensNoIncidentForResolvedAlertThatNeverFired() {
        assertThat(postAlerts("quiet", List.of(new TestAlert(201, 0, false))).statusCode())
                .isEqualTo(200);
        assertThat(listIncidents("quiet")).isEmpty();
        postAlerts("quiet", List.of(new TestAlert(202, 0, true), new TestAlert(203, 0, false)));
        assertThat(countAlertEntries(getIncident(listIncidents("quiet").getFirst())))
                .isEqualTo(3);
    }

    @Test
    void acceptsAlertsWithUnexpectedOrMissingFields() {
        HttpResponse<String> odd = server.post(WEBHOOK, """
                {"version": "5", "truncatedAlerts": 7, "groupKey": "odd", "new": {"field": 1},
                 "alerts": [{"labels": {"alertname": "Odd", "n": 3}, "status": 9}, "noise",
                            {"labels": {"service": "odd"}, "startsAt": "yesterday"}]}""");
        assertThat(odd.statusCode()).as(odd.body()).isEqualTo(200);
        assertThat(TestServer.json(odd).path("alerts").asInt()).isEqualTo(2);
        assertThat(TestServer.json(odd).path("incidents").size()).isEqualTo(2);
        assertThat(getIncident(listIncidents("odd").getFirst()).path("timeline").toString())
                .contains("7 more alerts of this group were truncated by Alertmanager");
        assertThat(listIncidents("unassigned")).isNotEmpty();
        assertThat(server.post(WEBHOOK, Json.of("{'status': 'firing'}")).statusCode())
                .isEqualTo(422);
    }
}
