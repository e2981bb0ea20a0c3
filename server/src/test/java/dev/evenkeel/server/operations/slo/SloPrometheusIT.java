// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.metrics.FakeMetricsService;
import dev.evenkeel.server.rollouts.metrics.RealPrometheus;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// SLOs on Prometheus counters.
final class SloPrometheusIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int MINUTES = 40;

    static boolean arePrometheusAndPromtoolInstalled() {
        return RealPrometheus.find().isPresent() && promtool().isPresent();
    }

    /// A service's last 40 minutes, scraped every 15 s: 100 requests in each, of which one fails, and a restart
    /// of its counters in the middle.
    @Test
    @EnabledIf(
            value = "arePrometheusAndPromtoolInstalled",
            disabledReason = "No Prometheus or promtool: skipped. Install both, or set EVENKEEL_PROMETHEUS and"
                    + " EVENKEEL_PROMTOOL.")
    void countsRequestsAndErrorsFromPrometheusAcrossCounterReset(@TempDir Path folder) throws Exception {
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(2));
        backfill(folder, end);
        try (var idle = new FakeMetricsService();
                var prometheus = RealPrometheus.start(RealPrometheus.find().orElseThrow(), folder, idle.address());
                var server = TestServer.start("--prometheus-url", prometheus.url())) {
            apply(server, SloFixtures.counters("shop", "errors_total", "sum(requests_total{job=\"old\"})"));
            JsonNode objective = await("all minutes")
                    .atMost(TIMEOUT)
                    .until(
                            () -> objective(server, "shop"),
                            shown -> end.toString()
                                    .equals(shown.path("lastDataAt").asString("")));
            assertThat(objective.get("total").doubleValue()).isEqualTo(100 * MINUTES);
            assertThat(objective.get("good").doubleValue()).isEqualTo(99 * MINUTES);
            assertThat(objective.get("state").stringValue()).isEqualTo("SPENT");
            assertThat(objective.at("/burns/0/longBurn").doubleValue()).isCloseTo(10, within(1e-6));
        }
    }

    @Test
    void reportsSourceFailureWhenPrometheusIsUnreachable() {
        try (var server = TestServer.start("--prometheus-url", "http://127.0.0.1:1")) {
            apply(server, SloFixtures.counters("lost", "errors_total", "requests_total"));
            await("a failure")
                    .atMost(TIMEOUT)
                    .until(() ->
                            objective(server, "lost").get("state").stringValue().equals("SOURCE_FAILED"));
            assertThat(TestServer.json(server.get("/api/v1/slos/lost"))
                            .get("error")
                            .stringValue())
                    .contains("127.0.0.1:1");
        }
    }

    private static void apply(TestServer server, String text) {
        assertThat(server.send(server.asAdmin("/api/v1/slos").PUT(BodyPublishers.ofString(text)))
                        .statusCode())
                .isEqualTo(200);
    }

    private static JsonNode objective(TestServer server, String name) {
        return TestServer.json(server.get("/api/v1/slos/" + name)).at("/objectives/0");
    }

    private static void backfill(Path folder, Instant end) throws Exception {
        var requests = new StringBuilder("# TYPE requests counter\n");
        var errors = new StringBuilder("# TYPE errors counter\n");
        long start = end.minus(Duration.ofMinutes(MINUTES)).getEpochSecond();
        for (int second = 15; second <= 60 * MINUTES; second += 15) {
            int since = second > 30 * MINUTES ? second - 30 * MINUTES : second;
            requests.append("requests_total{job=\"old\"} ")
                    .append(since / 15 * 25)
                    .append(' ')
                    .append(start + second)
                    .append('\n');
            errors.append("errors_total{job=\"old\"} ")
                    .append(since / 60)
                    .append(' ')
                    .append(start + second)
                    .append('\n');
        }
        Path text = Files.writeString(
                folder.resolve("history.txt"), errors.append(requests).append("# EOF\n"));
        var process = new ProcessBuilder(
                        promtool().orElseThrow().toString(),
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        text.toString(),
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static Optional<Path> promtool() {
        return Stream.of(System.getenv("EVENKEEL_PROMTOOL"), "/usr/bin/promtool", "/usr/local/bin/promtool")
                .filter(path -> path != null && !path.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
