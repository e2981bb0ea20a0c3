// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Traces and metrics over OTLP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OtlpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<Metric> measured = new CopyOnWriteArrayList<>();
    private final List<String> services = new CopyOnWriteArrayList<>();
    private final AtomicInteger exports = new AtomicInteger();
    private String rollout = "";
    private String flag = "";

    /* Exports the trace of an aborted rollout. The collector rejects the first export, as if it were overloaded. */
    @BeforeAll
    void exportTrace() throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::traces);
        collector.start();
        String address = "http://127.0.0.1:" + collector.getAddress().getPort();
        try (TestServer server = TestServer.startWithEnvironment(
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", address, "OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b"))) {
            var rolloutScene = new RolloutScene(server);
            flag = rolloutScene.flag;
            rollout = rolloutScene.startRunning(rolloutScene.service("one", 1));
            server.post("/api/v1/rollouts/" + rollout + "/abort", Json.of("{'reason':'enough'}"));
            await("the span of the rollout")
                    .atMost(PATIENCE)
                    .until(() -> find("rollout of " + flag), Optional::isPresent);
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void exportsRolloutAsOneTraceWithSpanPerExposure() {
        Span whole = find("rollout of " + flag).orElseThrow();
        Span stay = find("at 10%").orElseThrow();
        assertThat(stay.getTraceId()).isEqualTo(whole.getTraceId());
        assertThat(stay.getParentSpanId()).isEqualTo(whole.getSpanId());
        assertThat(whole.getParentSpanId().isEmpty()).isTrue();
        assertThat(stay.getEndTimeUnixNano()).isGreaterThan(stay.getStartTimeUnixNano());
        assertThat(text(stay, "evenkeel.reason")).contains("enough");
        assertThat(text(stay, "evenkeel.rollout")).isEqualTo(rollout);
        assertThat(text(whole, "evenkeel.status")).isEqualTo("ABORTED");
        assertThat(whole.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    }

    @Test
    void retriesRejectedTraceExport() {
        assertThat(exports.get()).isGreaterThan(1);
        assertThat(spans.stream().map(Span::getSpanId)).as("exported once").doesNotHaveDuplicates();
    }

    @Test
    void sendsConfiguredOtlpHeaders() {
        assertThat(keys).containsOnly("a b");
    }

    @Test
    void exportsMetricsOverOtlp() throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", this::metrics);
        collector.start();
        try (TestServer server = TestServer.startWithEnvironment(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort(),
                "OTEL_METRIC_EXPORT_INTERVAL",
                "500",
                "OTEL_SERVICE_NAME",
                "guard-1"))) {
            var rolloutScene = new RolloutScene(server);
            String id = rolloutScene.startRunning(rolloutScene.service("one", 1));
            await("the rollout's exposure")
                    .atMost(PATIENCE)
                    .until(() -> measured.stream()
                            .anyMatch(metric -> metric.getName().equals("evenkeel.rollout.exposure.ratio")
                                    && metric.toString().contains(id)));
            assertThat(measured)
                    .extracting(Metric::getName)
                    .contains(
                            "jvm.memory.used",
                            "hikaricp.connections.active",
                            "evenkeel.guard.last.decision.age.seconds");
            assertThat(services).containsOnly("guard-1");
        } finally {
            collector.stop(0);
        }
    }

    private void metrics(HttpExchange exchange) throws IOException {
        for (ResourceMetrics resource : ExportMetricsServiceRequest.parseFrom(
                        exchange.getRequestBody().readAllBytes())
                .getResourceMetricsList()) {
            resource.getResource().getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals("service.name"))
                    .forEach(attribute -> services.add(attribute.getValue().getStringValue()));
            resource.getScopeMetricsList().forEach(scope -> measured.addAll(scope.getMetricsList()));
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void traces(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean rejected = exports.getAndIncrement() == 0;
        if (!rejected) {
            keys.add(exchange.getRequestHeaders().getFirst("x-key"));
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .forEach(scope -> spans.addAll(scope.getSpansList()));
        }
        exchange.sendResponseHeaders(rejected ? 400 : 200, -1);
        exchange.close();
    }

    private Optional<Span> find(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).findFirst();
    }

    private static String text(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }
}
