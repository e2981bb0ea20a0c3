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

/// What a real Prometheus says about counters that the test turns. A border of an interval lies where a sample
/// after the last turn was seen and before the next turn, so that it is known which turns are in the interval.
@EnabledIf(
        value = "isTherePrometheus",
        disabledReason =
                "No Prometheus found: the tests with a real one are skipped. Install one, or set EVENKEEL_PROMETHEUS.")
final class PrometheusIT {
    /* Never turned: its samples tell that Prometheus goes on. */
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
        service = opened(new FakeMetricsService());
        service.set(STILL, 1_000);
        beforeStart = Instant.now();
        RealPrometheus prometheus = opened(RealPrometheus.start(program, folder, service.address()));
        client = opened(new PrometheusClient(
                new PrometheusOptions(URI.create(prometheus.url()), null, null), Duration.ofSeconds(5)));
        counters = new PrometheusCounterQueries(
                ServerCommandLineParser.parse(List.of("--prometheus-url", prometheus.url()), Map.of()));
        OPEN.push(counters::destroy);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.querySamples(STILL, PATIENCE, Instant.now()))
                        .as("%s", prometheus.log())
                        .isInstanceOf(PrometheusQueryResult.Success.class));
        seeSince(beforeStart, STILL, 1_000);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable open : OPEN) {
            open.close();
        }
    }

    private static <T extends AutoCloseable> T opened(T resource) {
        OPEN.push(resource);
        return resource;
    }

    static boolean isTherePrometheus() {
        return RealPrometheus.find().isPresent();
    }

    /// Waits for a sample after a moment that has a value.
    private static void seeSince(Instant moment, String series, double value) {
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

    private static void turn(String series, int value) {
        Instant before = Instant.now();
        service.set(series, value);
        seeSince(before, series, value);
    }

    /// A moment between two turns: what was seen before is before it, and the next turn is seen after it.
    private static Instant border() {
        Instant border = Instant.now();
        seeSince(border, STILL, 1_000);
        return border;
    }

    @Test
    void countsIncreasesAndResetsOfServiceCounters() {
        String old = "errors_total{variant=\"old\"}";
        String candidate = "errors_total{variant=\"new\"}";
        turn(old, 5);
        Instant one = border();
        turn(old, 12);
        Instant two = border();
        turn(old, 3);
        turn(old, 10);
        turn(candidate, 2);
        turn(candidate, 4);
        Instant three = border();
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
        turn("steps_total", 100);
        Instant first = border();
        for (int i = 1; i <= 4; i++) {
            turn("steps_total", 100 + i * 37);
        }
        Instant last = border();
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
        turn("gone_total", 5);
        Instant before = Instant.now();
        service.remove("gone_total");
        await().atMost(PATIENCE).until(() -> {
            Instant from = border();
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
