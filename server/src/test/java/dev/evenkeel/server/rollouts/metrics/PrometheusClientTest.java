// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.foundation.config.PrometheusOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrometheusClientTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.250Z");
    private static final Duration RANGE = Duration.ofSeconds(315);

    private final FakePrometheus prometheus = new FakePrometheus();
    private final PrometheusClient client = client(prometheus.url(), Duration.ofSeconds(30));

    @AfterEach
    void close() {
        client.close();
        prometheus.close();
    }

    private static PrometheusClient client(String url, Duration limit) {
        return new PrometheusClient(new PrometheusOptions(URI.create(url), "Bearer hush-hush", "shop"), limit);
    }

    private PrometheusQueryResult query() {
        return client.querySamples("c", RANGE, AT);
    }

    private String failure() {
        return failure(query());
    }

    private static String failure(PrometheusQueryResult prometheusQueryResult) {
        assertThat(prometheusQueryResult).isInstanceOf(PrometheusQueryResult.Failure.class);
        String words = ((PrometheusQueryResult.Failure) prometheusQueryResult).message();
        assertThat(words).endsWith(".").doesNotContain("hush", "\n");
        return words;
    }

    @Test
    void sendsQueryForRawSamplesAsForm() throws Exception {
        prometheus.respondWithSeries("c{a=\"1&2\"}");
        client.querySamples("c{a=\"1&2\"}", RANGE, AT);
        assertThat(prometheus.forms.take())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "query", "c{a=\"1&2\"}[315000ms]", "time", "2026-03-01T12:00:00.250Z", "timeout", "30000ms"));
        var headers = prometheus.headers.take();
        assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer hush-hush");
        assertThat(headers.getFirst("X-Scope-OrgID")).isEqualTo("shop");
    }

    @Test
    void parsesSamplesAndSkipsNaN() {
        prometheus.respondWithSeries("c", """
                {"metric":{"__name__":"c","job":"shop"},
                 "values":[[1772366400.25,"7"],[1772366401,"NaN"],[1772366402,"1e+06"],[1772366403,"+Inf"]]}""", """
                {"metric":{},"values":[[1772366400.001,"-Inf"]]}""");
        assertThat(query()).isInstanceOfSatisfying(PrometheusQueryResult.Success.class, found -> {
            TimeSeries first = found.series().getFirst();
            assertThat(first.format()).isEqualTo("c{job=\"shop\"}");
            assertThat(first.samples())
                    .containsExactly(
                            new PrometheusSample(AT, 7),
                            new PrometheusSample(Instant.parse("2026-03-01T12:00:02Z"), 1_000_000),
                            new PrometheusSample(Instant.parse("2026-03-01T12:00:03Z"), Double.POSITIVE_INFINITY));
            assertThat(found.series().getLast().samples())
                    .containsExactly(
                            new PrometheusSample(Instant.parse("2026-03-01T12:00:00.001Z"), Double.NEGATIVE_INFINITY));
        });
    }

    @Test
    void acceptsEmptyResultWithWarnings() {
        prometheus.respond("c", 200, "application/json", """
                {"status":"success","data":{"resultType":"matrix","result":[]},"warnings":["a store is away"],"infos":["x"]}
                """);
        assertThat(query())
                .isInstanceOfSatisfying(
                        PrometheusQueryResult.Success.class,
                        found -> assertThat(found.series()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "400, cannot parse the query c[315000ms]: 1:2: parse error.",
        "422, cannot execute the query c[315000ms]: 1:2: parse error.",
        "503, aborted the query c[315000ms]: 1:2: parse error.",
        "500, returned status 500 for the query c[315000ms]: 1:2: parse error."
    })
    void reportsPrometheusErrorForQuery(int status, String words) {
        prometheus.respond("c", status, "application/json", """
                {"status":"error","errorType":"x","error":"1:2: parse error."}""");
        assertThat(failure()).isEqualTo("Prometheus at " + prometheus.url() + " " + words);
    }

    @Test
    void truncatesLongPrometheusErrors() {
        prometheus.respond("c", 400, "application/json", """
                {"status":"error","error":"%s"}""".formatted("no\\n".repeat(1_000)));
        assertThat(failure()).hasSizeBetween(300, 500);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void omitsResponseBodyWhenCredentialsAreRejected(int status) {
        prometheus.respond("c", status, "application/json", """
                {"status":"error","error":"bad token hush-hush"}""");
        assertThat(failure()).contains("rejected the credentials (status " + status, "EVENKEEL_PROMETHEUS_");
    }

    @ParameterizedTest
    @CsvSource({
        "200, text/html, <html>Log in</html>",
        "502, text/html, <html>Bad gateway</html>",
        "503, text/plain, upstream is away",
        "302, text/html, ''",
        "404, application/json, '{\"message\":\"no\"}'",
        "200, application/json, '[1'",
        "200, application/json, '17'",
        "200, application/json, ''"
    })
    void reportsResponseThatIsNotFromPrometheus(int status, String type, String body) {
        prometheus.respond("c", status, type, body);
        assertThat(failure())
                .contains("did not return a Prometheus response (status " + status + ", " + type, "--prometheus-url");
    }

    @ParameterizedTest
    @CsvSource({"'{\"resultType\":\"vector\",\"result\":[]}', a vector", "'{}', no type"})
    void reportsResultThatIsNotMatrix(String data, String type) {
        prometheus.respond("c", 200, "application/json", Json.of("{'status':'success','data':%s}", data));
        assertThat(failure()).contains("returned " + type + " for c[315000ms] instead of a matrix");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"metric\":{},\"values\":[[1,2]]}', a sample is not a time and a string",
        "'{\"metric\":{},\"values\":[[\"1\",\"2\"]]}', a sample is not a time and a string",
        "'{\"metric\":{},\"values\":[[1,\"two\"]]}', a sample's value is not a number",
        "'{\"metric\":{},\"histograms\":[]}', 'a series contains histograms, not numbers'"
    })
    void reportsUnreadableSeries(String series, String oddity) {
        prometheus.respondWithSeries("c", series);
        assertThat(failure()).endsWith("returned an unreadable result for c[315000ms]: " + oddity + ".");
    }

    @Test
    void reportsResultThatIsNotArray() {
        prometheus.respond("c", 200, "application/json", """
                {"status":"success","data":{"resultType":"matrix","result":{}}}""");
        assertThat(failure()).endsWith("the result is not an array.");
    }

    @Test
    void rejectsResponseLargerThan8MiB() {
        prometheus.respond("c", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            writeForEver(exchange.getResponseBody());
        });
        assertThat(failure()).contains("returned more than 8 MiB");
    }

    private static void writeForEver(OutputStream body) throws IOException {
        byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        while (true) {
            body.write(blanks);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void timesOutWaitingForHeadersOrBody(boolean headComes) {
        CountDownLatch over = new CountDownLatch(1);
        prometheus.respond("c", exchange -> {
            if (headComes) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            awaitEnd(over);
        });
        try (PrometheusClient impatient = client(prometheus.url(), Duration.ofMillis(300))) {
            assertThat(failure(impatient.querySamples("c", RANGE, AT))).endsWith("did not respond within 300 ms.");
        } finally {
            over.countDown();
        }
    }

    private static void awaitEnd(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void reportsBrokenConnection() {
        prometheus.respond("c", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.close();
        });
        assertThat(failure()).startsWith("The connection to Prometheus at " + prometheus.url() + " failed: ");
    }

    @Test
    void reportsRefusedConnection() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (PrometheusClient lonely = client("http://127.0.0.1:" + port, Duration.ofSeconds(30))) {
            assertThat(failure(lonely.querySamples("c", RANGE, AT)))
                    .isEqualTo("Prometheus at http://127.0.0.1:" + port
                            + " refused the connection. Check that it is running.");
        }
    }

    @Test
    void reportsUnknownHost() {
        try (PrometheusClient lost = client("http://no-such-host.invalid", Duration.ofSeconds(30))) {
            assertThat(failure(lost.querySamples("c", RANGE, AT))).contains("unknown host name");
        }
    }

    @Test
    void restoresInterruptStatusOfCaller() {
        prometheus.respondWithSeries("c");
        Thread.currentThread().interrupt();
        String words = failure();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(words).contains("was interrupted");
    }

    @Test
    void omitsSecretsFromToString() {
        assertThat(client.toString()).contains(prometheus.url()).doesNotContain("hush");
    }
}
