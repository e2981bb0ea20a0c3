// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import dev.evenkeel.server.foundation.config.PrometheusOptions;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Queries for the increase of counters in the server's Prometheus. Thread-safe.
@Component
public class PrometheusCounterQueries implements DisposableBean {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /* Prometheus' own lookback for the current value of a series. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(5);

    private final @Nullable PrometheusClient client;

    PrometheusCounterQueries(ServerStartOptions options) {
        PrometheusOptions prometheus = options.prometheus();
        client = prometheus == null ? null : new PrometheusClient(prometheus, LIMIT);
    }

    /// Returns the number of events that the counters matching a selector counted in (from, to], all series
    /// together. Both ends are truncated to milliseconds. Queries raw samples, so that consecutive intervals
    /// count each event exactly once.
    ///
    /// A series starts from its last sample in the 5 minutes up to `from`; a series without one starts at zero,
    /// unless Prometheus could not scrape it then. A complete count requires that all samples have arrived:
    /// `to` should be at least one scrape interval in the past ([QueryIntervalSchedule]).
    ///
    /// Costs one request of at most 5 s, and one more for each job with a series that started in the interval.
    ///
    /// @param selector PromQL instant vector selector, such as `errors_total{variant="new"}`
    /// @return [CounterIncreaseResult.Failed] also when no Prometheus is configured
    /// @throws IllegalArgumentException when `from` is not before `to`
    public CounterIncreaseResult queryIncrease(String selector, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "An interval must start before it ends, got " + from + " to " + to + ".");
        }
        if (client == null) {
            return new CounterIncreaseResult.Failed(
                    "No Prometheus is configured. Start the server with --prometheus-url URL.", false);
        }
        return new IntervalQuery(client, from.truncatedTo(ChronoUnit.MILLIS), to.truncatedTo(ChronoUnit.MILLIS))
                .queryIncrease(selector);
    }

    /// A query for one interval.
    private record IntervalQuery(PrometheusClient client, Instant from, Instant to) {
        CounterIncreaseResult queryIncrease(String selector) {
            return switch (querySamples(selector)) {
                case PrometheusQueryResult.Failure failure -> failed(failure);
                case PrometheusQueryResult.Success found -> {
                    CounterIncreaseResult increase = CounterIncreaseCalculator.calculate(found.series(), from, to);
                    yield increase instanceof CounterIncreaseResult.Counted
                            ? requireReliable(increase, found.series())
                            : increase;
                }
            };
        }

        /// Returns the increase, unless a series that started in the interval may not count from zero.
        private CounterIncreaseResult requireReliable(CounterIncreaseResult increase, List<TimeSeries> series) {
            List<TimeSeries> newcomers = NewSeriesRule.listNewSeries(series, from, to);
            for (String job : NewSeriesRule.listJobs(newcomers)) {
                List<TimeSeries> ofJob = newcomers.stream()
                        .filter(one -> job.equals(one.label("job")))
                        .toList();
                CounterIncreaseResult doubt = findDoubt(job, ofJob);
                if (doubt != null) {
                    return doubt;
                }
            }
            return increase;
        }

        /// Returns why new series of a job may not count from zero; null when they may.
        private @Nullable CounterIncreaseResult findDoubt(String job, List<TimeSeries> newcomers) {
            return switch (querySamples("up{job=" + quote(job) + "}")) {
                case PrometheusQueryResult.Failure failure -> failed(failure);
                case PrometheusQueryResult.Success ups ->
                    NewSeriesRule.findDoubt(newcomers, ups.series(), from, LOOK_BACK)
                            .map(words -> new CounterIncreaseResult.Failed(words, true))
                            .orElse(null);
            };
        }

        private PrometheusQueryResult querySamples(String selector) {
            return client.querySamples(selector, LOOK_BACK.plus(Duration.between(from, to)), to);
        }

        private static CounterIncreaseResult failed(PrometheusQueryResult.Failure failure) {
            return new CounterIncreaseResult.Failed(failure.message(), false);
        }

        private static String quote(String text) {
            return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
        }
    }

    @Override
    public void destroy() {
        if (client != null) {
            client.close();
        }
    }
}
