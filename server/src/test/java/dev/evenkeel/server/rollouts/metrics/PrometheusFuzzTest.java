// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.fuzz.FuzzReport;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import dev.evenkeel.server.foundation.config.PrometheusOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Invalid responses of Prometheus: the client throws no exception and reports the error of each.
final class PrometheusFuzzTest {
    private static final String SELECTOR = "errors_total";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_060L);
    private static final Duration RANGE = Duration.ofMinutes(1);

    private final FakePrometheus prometheus = new FakePrometheus();
    private final PrometheusClient client = new PrometheusClient(
            new PrometheusOptions(URI.create(prometheus.url()), null, null), Duration.ofSeconds(10));

    @AfterEach
    void close() {
        client.close();
        prometheus.close();
    }

    @Test
    void parsesOrRejectsFuzzedResponses() {
        FuzzReport fuzzReport = Fuzzer.of("answers of Prometheus", InputDialect.JSON)
                .samples("""
                        {"status":"success","warnings":["a store is away"],"data":{"resultType":"matrix","result":[
                         {"metric":{"__name__":"errors_total","pod":"a"},
                          "values":[[1800000000,"3"],[1800000015.5,"5"],[1800000060,"1e3"]]},
                         {"metric":{},"values":[[1800000030,"+Inf"],[1800000045,"NaN"]]}]}}""", """
                        {"status":"error","errorType":"bad_data","error":"parse error at char 3"}""")
                .run(input -> {
                    prometheus.respond(SELECTOR, exchange -> {
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, input.length() == 0 ? -1 : input.length());
                        exchange.getResponseBody().write(input.bytes());
                    });
                    switch (client.querySamples(SELECTOR, RANGE, NOW)) {
                        case PrometheusQueryResult.Success found ->
                            assertThat(CounterIncreaseCalculator.calculate(found.series(), NOW.minus(RANGE), NOW))
                                    .isNotNull();
                        case PrometheusQueryResult.Failure failure ->
                            assertThat(failure.message())
                                    .startsWith("Prometheus at ")
                                    .endsWith(".");
                    }
                });
        assertThat(fuzzReport.read()).isPositive();
    }
}
