// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.metrics.FakeMetricsService;
import dev.evenkeel.server.rollouts.metrics.RealPrometheus;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Rollouts with guardrails on counters of a real Prometheus, which scrapes a service of the test every second.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf(
        value = "isPrometheusInstalled",
        disabledReason =
                "No Prometheus found: the tests with a real one are skipped. Install one, or set EVENKEEL_PROMETHEUS.")
final class RolloutCounterSourceIT {
    private static final String CONTROL = "http_errors_total{variant=\"classic\"}";
    private static final String CANDIDATE = "http_errors_total{variant=\"modern\"}";
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String NO_LATENCY = Json.of("'latency':[]");
    private static final String SOURCE =
            """
            "latency":[],"metrics":[{"metric":"http-errors","kind":"EVENTS","weight":0.5}],
            "sources":[{"metric":"http-errors","control":"%s","candidate":"%s","every":"%s"}]""".formatted(CONTROL.replace("\"", "\\\""), CANDIDATE.replace("\"", "\\\""), EVERY);

    private FakeMetricsService counted;
    private RealPrometheus prometheus;
    private TestServer server;

    static boolean isPrometheusInstalled() {
        return RealPrometheus.find().isPresent();
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        counted = new FakeMetricsService();
        counted.set(CONTROL, 40);
        counted.set(CANDIDATE, 40);
        prometheus = RealPrometheus.start(RealPrometheus.find().orElseThrow(), folder, counted.address());
        server = TestServer.start("--prometheus-url", prometheus.url());
        await("a first scrape").atMost(Duration.ofSeconds(60)).until(this::isScraped);
    }

    private boolean isScraped() {
        var samples = HttpRequest.newBuilder(URI.create(prometheus.url() + "/api/v1/query?query=http_errors_total"));
        try {
            return server.send(samples).body().contains("\"value\"");
        } catch (IllegalStateException notUpYet) {
            return false;
        }
    }

    @AfterAll
    void stop() {
        server.close();
        prometheus.close();
        counted.close();
    }

    @Test
    @Order(1)
    void rollsBackWhenCandidateCounterIncreases() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id =
                start(rolloutScene, service, Json.of("{'exposure':50}"), Json.of("{'exposure':50,'dwell':'PT10M'}"));
        drive(rolloutScene, id, service, now -> decisionKinds(now).contains("ADVANCE") && isPastItsFirstInterval(now));
        counted.set(CANDIDATE, 120);
        JsonNode ended = drive(rolloutScene, id, service, now -> hasStatus(now, "ROLLED_BACK"));

        assertThat(ended.at("/counts/candidate/metrics/http-errors/events").longValue())
                .isEqualTo(80);
        assertThat(ended.at("/counts/control/metrics/http-errors/events").longValue())
                .isZero();
        assertThat(ended.get("decisions").toString())
                .contains("http-errors units: more units are affected on the candidate than on control");
        assertReplays(server, id);
    }

    @Test
    @Order(2)
    void holdsUntilMissingCountersAppear() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String late = SOURCE.replace("http_errors_total", "late_errors_total");
        String id = rolloutScene.seed(
                rolloutScene.startWith(Json.of("'weight':1"), Json.of("'weight':0.5"), NO_LATENCY, late), service);
        JsonNode held = drive(
                rolloutScene,
                id,
                service,
                now -> now.get("decisions").toString().contains("no samples of either counter"));
        assertThat(decisionKinds(held)).containsExactly("START");

        counted.set(CONTROL.replace("http", "late"), 0);
        counted.set(CANDIDATE.replace("http", "late"), 0);
        drive(rolloutScene, id, service, now -> decisionKinds(now).contains("ADVANCE"));
        assertReplays(server, id);
    }

    @Test
    @Order(3)
    void holdsWithoutRollbackWhenPrometheusIsUnavailable() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = start(rolloutScene, service);
        prometheus.close();
        JsonNode held = drive(
                rolloutScene,
                id,
                service,
                now -> now.get("decisions")
                        .toString()
                        .contains("cannot evaluate: the counter source of http-errors" + " fails"));

        assertThat(held.get("holdReason").stringValue()).isEqualTo("MISSING_DATA");
        assertThat(held.get("checks").toString()).contains("SOURCE_FAILED");
        assertThat(decisionKinds(held)).doesNotContain("ROLL_BACK");
        assertReplays(server, id);
    }

    @Test
    @Order(4)
    void rejectsCounterSourcesWithoutConfiguredPrometheus() {
        try (TestServer without = TestServer.start()) {
            var rolloutScene = new RolloutScene(without);
            assertThat(rolloutScene.expectRejectedPlan(
                            Json.of("'weight':1"), Json.of("'weight':0.5"), NO_LATENCY, SOURCE))
                    .contains("/plan/guardrails/sources", "--prometheus-url");
        }
    }

    private static String start(RolloutScene rolloutScene, SimulatedService service, String... textsAndReplacements) {
        Stream<String> all = Stream.concat(
                Stream.of(Json.of("'weight':1"), Json.of("'weight':0.5"), NO_LATENCY, SOURCE),
                Stream.of(textsAndReplacements));
        return rolloutScene.seed(rolloutScene.startWith(all.toArray(String[]::new)), service);
    }

    /// Increases in the first interval of a step do not count, because its first sample includes earlier ones.
    private static boolean isPastItsFirstInterval(JsonNode rollout) {
        Instant begun = Instant.parse(rollout.get("stepStartedAt").stringValue());
        return Instant.parse(rollout.at("/forecast/at").stringValue()).isAfter(begun.plus(EVERY));
    }

    private static JsonNode drive(
            RolloutScene rolloutScene, String id, SimulatedService service, Predicate<JsonNode> condition) {
        return rolloutScene.drive(id, List.of(service), condition);
    }
}
