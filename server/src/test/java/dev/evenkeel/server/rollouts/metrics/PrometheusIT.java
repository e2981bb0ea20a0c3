// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.foundation.config.PrometheusOptions;
import dev.evenkeel.server.foundation.config.ServerCommandLineParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Queries of a real Prometheus for counters that the test sets. An interval starts and ends where a sample after the
/// last change was seen and before the next change, so that the changes within the interval are known.
@EnabledIf(
        value = "isPrometheusInstalled",
        disabledReason =
                "No Prometheus found: the tests with a real one are skipped. Install one, or set EVENKEEL_PROMETHEUS.")
final class PrometheusIT {
    /* Never changed: its samples show that Prometheus keeps scraping. */
    private static final String STILL = "still_total";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    private static FakeMetricsService service;
    private static PrometheusClient client;
    private static PrometheusCounterQueries counters;
    private static Instant beforeStart;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path program = RealPrometheus.find().orElseThrow();
        service = closeAtEnd(new FakeMetricsService());
        service.set(STILL, 1_000);
        beforeStart = Instant.now();
        RealPrometheus prometheus = closeAtEnd(RealPrometheus.start(program, folder, service.address()));
        client = closeAtEnd(new PrometheusClient(
                new PrometheusOptions(URI.create(prometheus.url()), null, null), Duration.ofSeconds(5)));
        counters = new PrometheusCounterQueries(
                ServerCommandLineParser.parse(List.of("--prometheus-url", prometheus.url()), Map.of()));
        OPEN.push(counters::destroy);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.querySamples(STILL, PATIENCE, Instant.now()))
                        .as("%s", prometheus.log())
                        .isInstanceOf(PrometheusQueryResult.Success.class));
        awaitSample(beforeStart, STILL, 1_000);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable open : OPEN) {
            open.close();
        }
    }

    private static <T extends AutoCloseable> T closeAtEnd(T resource) {
        OPEN.push(resource);
        return resource;
    }

    static boolean isPrometheusInstalled() {
        return RealPrometheus.find().isPresent();
    }

    /// Waits for a sample with a value after an instant.
    private static void awaitSample(Instant moment, String series, double value) {
        await().atMost(PATIENCE).until(() -> newest(moment, series), newest -> newest.equals(OptionalDouble.of(value)));
    }

    private static OptionalDouble newest(Instant moment, String series) {
        Instant now = Instant.now();
        return client.querySamples(series, Duration.ofMinutes(5), now) instanceof PrometheusQueryResult.Success found
                ? found.series().stream()
                        .flatMap(one -> one.listSamples(moment, now).stream())
                        .mapToDouble(PrometheusSample::value)
                        .reduce((earlier, later) -> later)
                : OptionalDouble.empty();
    }

    private static void setCounter(String series, int value) {
        Instant before = Instant.now();
        service.set(series, value);
        awaitSample(before, series, value);
    }

    /// An instant after the samples of the last change and before those of the next one.
    private static Instant intervalBoundary() {
        Instant border = Instant.now();
        awaitSample(border, STILL, 1_000);
        return border;
    }

    @Test
    void countsIncreasesAndResetsOfServiceCounters() {
        String old = "errors_total{variant=\"old\"}";
        String candidate = "errors_total{variant=\"new\"}";
        setCounter(old, 5);
        Instant one = intervalBoundary();
        setCounter(old, 12);
        Instant two = intervalBoundary();
        setCounter(old, 3);
        setCounter(old, 10);
        setCounter(candidate, 2);
        setCounter(candidate, 4);
        Instant three = intervalBoundary();
        assertThat(counters.queryIncrease(old, one, two)).as("growth").isEqualTo(new CounterIncreaseResult.Counted(7));
        assertThat(counters.queryIncrease(STILL, one, two))
                .as("no growth")
                .isEqualTo(new CounterIncreaseResult.Counted(0));
        assertThat(counters.queryIncrease(old, two, three))
                .as("a reset")
                .isEqualTo(new CounterIncreaseResult.Counted(10));
        assertThat(counters.queryIncrease(candidate, one, two))
                .as("not there yet")
                .isEqualTo(new CounterIncreaseResult.NoData());
        assertThat(counters.queryIncrease(candidate, two, three))
                .as("made late")
                .isEqualTo(new CounterIncreaseResult.Counted(4));
        assertThat(counters.queryIncrease("errors_total", one, three))
                .as("all")
                .isEqualTo(new CounterIncreaseResult.Counted(21));
    }

    @Test
    void countsEveryEventOnceAcrossConsecutiveIntervals() {
        setCounter("steps_total", 100);
        Instant first = intervalBoundary();
        for (int i = 1; i <= 4; i++) {
            setCounter("steps_total", 100 + i * 37);
        }
        Instant last = intervalBoundary();
        long sum = 0;
        for (Instant from = first; from.isBefore(last); from = from.plusMillis(700)) {
            Instant end = from.plusMillis(700);
            if (counters.queryIncrease("steps_total", from, end.isAfter(last) ? last : end)
                    instanceof CounterIncreaseResult.Counted counted) {
                sum += counted.increase();
            }
        }
        assertThat(sum).isEqualTo(4 * 37);
    }

    @Test
    void rejectsIncreaseFromBeforeFirstScrape() {
        assertThat(counters.queryIncrease(STILL, beforeStart, Instant.now()))
                .isInstanceOfSatisfying(CounterIncreaseResult.Failed.class, failed -> {
                    assertThat(failed.permanent()).isTrue();
                    assertThat(failed.message()).startsWith("Prometheus did not scrape still_total{");
                });
    }

    @Test
    void returnsNoDataOnceSeriesDisappears() {
        setCounter("gone_total", 5);
        Instant before = Instant.now();
        service.remove("gone_total");
        await().atMost(PATIENCE).until(() -> {
            Instant from = intervalBoundary();
            return from.isAfter(before)
                    && counters.queryIncrease("gone_total", from, Instant.now())
                            .equals(new CounterIncreaseResult.NoData());
        });
    }

    @Test
    void reportsQueriesThatPrometheusRejects() {
        Instant now = Instant.now();
        assertThat(counters.queryIncrease("sum(still_total)", now.minusSeconds(1), now))
                .isInstanceOfSatisfying(CounterIncreaseResult.Failed.class, failed -> {
                    assertThat(failed.permanent()).isFalse();
                    assertThat(failed.message())
                            .contains("cannot parse the query sum(still_total)[301000ms]", "parse error");
                });
        assertThat(counters.queryIncrease("still_total #", now.minusSeconds(1), now))
                .isInstanceOfSatisfying(
                        CounterIncreaseResult.Failed.class,
                        failed -> assertThat(failed.message()).contains("returned a vector", "instead of a matrix"));
    }
}
