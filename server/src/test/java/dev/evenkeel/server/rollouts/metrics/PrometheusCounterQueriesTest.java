// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.foundation.config.ServerCommandLineParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PrometheusCounterQueriesTest {
    private static final Instant FROM = Instant.ofEpochSecond(1_000);
    private static final Instant TO = Instant.ofEpochSecond(1_015);
    /* A series of the target shop/a that begins in the interval. */
    private static final String NEW = series("errors", "a", Json.of("[1010,'3']"));
    private static final String UP = "up{job=\"shop\"}";

    private final FakePrometheus prometheus = new FakePrometheus();
    private final PrometheusCounterQueries counters = counters("--prometheus-url", prometheus.url());

    private static PrometheusCounterQueries counters(String... options) {
        return new PrometheusCounterQueries(ServerCommandLineParser.parse(List.of(options), Map.of()));
    }

    @AfterEach
    void close() {
        counters.destroy();
        prometheus.close();
    }

    private static String series(String name, String instance, String samples) {
        return """
                {"metric":{"__name__":"%s","job":"shop","instance":"%s"},"values":[%s]}""".formatted(name, instance, samples);
    }

    private CounterIncreaseResult query() {
        return counters.queryIncrease("errors", FROM, TO);
    }

    @Test
    void queriesOnceWithFiveMinuteLookback() throws Exception {
        prometheus.respondWithSeries("errors", series("errors", "a", Json.of("[990,'3'],[1005,'4'],[1020,'9']")));
        assertThat(query()).isEqualTo(new CounterIncreaseResult.Counted(1));
        assertThat(prometheus.forms.take())
                .containsEntry("query", "errors[315000ms]")
                .containsEntry("timeout", "5000ms");
        assertThat(prometheus.forms).isEmpty();
    }

    @Test
    void truncatesIntervalToMilliseconds() throws Exception {
        prometheus.respondWithSeries("errors", series("errors", "a", Json.of("[1000,'3'],[1015,'4']")));
        assertThat(counters.queryIncrease("errors", FROM.plusNanos(1), TO.plusNanos(999_999)))
                .isEqualTo(new CounterIncreaseResult.Counted(1));
        assertThat(prometheus.forms.take()).containsEntry("time", TO.toString());
    }

    @Test
    void returnsNoDataWithoutSeries() {
        prometheus.respondWithSeries("errors");
        assertThat(query()).isEqualTo(new CounterIncreaseResult.NoData());
    }

    @Test
    void returnsTemporaryFailureWhenPrometheusIsUnavailable() {
        prometheus.respond("errors", 503, "text/plain", "away");
        assertThat(query())
                .isInstanceOfSatisfying(
                        CounterIncreaseResult.Failed.class,
                        failed -> assertThat(failed.permanent()).isFalse());
    }

    @Test
    void countsNewSeriesOfTargetScrapedBefore() {
        prometheus.respondWithSeries("errors", NEW);
        prometheus.respondWithSeries(UP, series("up", "a", Json.of("[900,'0'],[995,'1'],[1010,'1']")));
        assertThat(query()).isEqualTo(new CounterIncreaseResult.Counted(3));
    }

    @Test
    void countsNewTargetWhenOthersWereScrapedBefore() {
        prometheus.respondWithSeries("errors", NEW);
        prometheus.respondWithSeries(
                UP, series("up", "a", Json.of("[1010,'1']")), series("up", "b", Json.of("[995,'0'],[1010,'1']")));
        assertThat(query()).isEqualTo(new CounterIncreaseResult.Counted(3));
    }

    @Test
    void countsNewSeriesWithoutUpMetric() {
        prometheus.respondWithSeries("errors", NEW, Json.of("{'metric':{},'values':[[1010,'2']]}"));
        prometheus.respondWithSeries(UP);
        assertThat(query()).isEqualTo(new CounterIncreaseResult.Counted(5));
    }

    @Test
    void rejectsNewSeriesWhenScrapeOfItsTargetFailed() {
        prometheus.respondWithSeries("errors", NEW, series("errors", "b", Json.of("[995,'1'],[1010,'1']")));
        prometheus.respondWithSeries(
                UP, series("up", "a", Json.of("[995,'0'],[1010,'1']")), series("up", "b", Json.of("[995,'1']")));
        assertMissingScrapeReported();
    }

    @Test
    void rejectsNewSeriesWhenNothingWasScrapedBefore() {
        prometheus.respondWithSeries("errors", NEW);
        prometheus.respondWithSeries(UP, series("up", "a", Json.of("[1010,'1']")));
        assertMissingScrapeReported();
    }

    private void assertMissingScrapeReported() {
        assertThat(query()).isInstanceOfSatisfying(CounterIncreaseResult.Failed.class, failed -> {
            assertThat(failed.permanent()).isTrue();
            assertThat(failed.message())
                    .startsWith("Prometheus did not scrape errors{instance=\"a\", job=\"shop\"} in the 300 s before ");
        });
    }

    @Test
    void skipsUpQueryForSeriesStartingAtZero() {
        prometheus.respondWithSeries("errors", series("errors", "a", Json.of("[1005,'0'],[1010,'2']")));
        assertThat(query()).isEqualTo(new CounterIncreaseResult.Counted(2));
        assertThat(prometheus.forms).hasSize(1);
    }

    @Test
    void returnsTemporaryFailureWhenUpQueryFails() {
        prometheus.respondWithSeries("errors", NEW);
        prometheus.respond(UP, 503, "text/plain", "away");
        assertThat(query())
                .isInstanceOfSatisfying(
                        CounterIncreaseResult.Failed.class,
                        failed -> assertThat(failed.permanent()).isFalse());
    }

    @Test
    void escapesJobNamesInUpQuery() {
        prometheus.respondWithSeries("errors", """
                {"metric":{"job":"a\\"b\\\\c\\n","instance":"a"},"values":[[1010,"2"]]}""");
        prometheus.respondWithSeries("up{job=\"a\\\"b\\\\c\\n\"}");
        assertThat(query()).isEqualTo(new CounterIncreaseResult.Counted(2));
    }

    @Test
    void returnsFailureWithoutConfiguredPrometheus() {
        assertThat(counters().queryIncrease("errors", FROM, TO))
                .isEqualTo(new CounterIncreaseResult.Failed(
                        "No Prometheus is configured. Start the server with --prometheus-url URL.", false));
    }

    @Test
    void rejectsIntervalThatDoesNotEndAfterItsStart() {
        assertThatThrownBy(() -> counters.queryIncrease("errors", TO, TO)).isInstanceOf(IllegalArgumentException.class);
    }
}
