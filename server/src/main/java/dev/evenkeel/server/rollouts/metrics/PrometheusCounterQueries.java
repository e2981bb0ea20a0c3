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

/// Asks the server's Prometheus how much counters grew. Thread-safe.
@Component
public class PrometheusCounterQueries implements DisposableBean {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /* How long Prometheus itself takes the last sample of a series for its present value. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(5);

    private final @Nullable PrometheusClient client;

    PrometheusCounterQueries(ServerStartOptions options) {
        PrometheusOptions prometheus = options.prometheus();
        client = prometheus == null ? null : new PrometheusClient(prometheus, LIMIT);
    }

    /// How many events the counters of a selector, all its series together, counted in (from, to], both
    /// cut to the millisecond. It asks for raw samples, so that intervals which follow each other count
    /// each event exactly once.
    ///
    /// A series counts from its last sample in the 5 minutes up to `from`; one that has none counts
    /// from zero, unless Prometheus itself could not look at it then. Whole counts need samples that
    /// are there: `to` should be at least one scrape behind now ([ScrapeSchedule]).
    ///
    /// Costs one request of at most 5 s, and one more for each job with a series that began in the
    /// interval.
    ///
    /// @param selector of an instant vector in PromQL, like `errors_total{variant="new"}`
    /// @return [CounterIncreaseResult.Failed] also when the server was started without a Prometheus
    /// @throws IllegalArgumentException when `from` is not before `to`
    public CounterIncreaseResult ask(String selector, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "An interval must begin before it ends, got " + from + " to " + to + ".");
        }
        if (client == null) {
            return new CounterIncreaseResult.Failed(
                    "This server has no Prometheus; start it with --prometheus-url URL.", false);
        }
        return new IntervalQuery(client, from.truncatedTo(ChronoUnit.MILLIS), to.truncatedTo(ChronoUnit.MILLIS))
                .ask(selector);
    }

    /// One question to one source.
    private record IntervalQuery(PrometheusClient client, Instant from, Instant to) {
        CounterIncreaseResult ask(String selector) {
            return switch (samples(selector)) {
                case PrometheusQueryResult.Failure failure -> failed(failure);
                case PrometheusQueryResult.Success found -> {
                    CounterIncreaseResult increase = CounterIncreaseCalculator.of(found.series(), from, to);
                    yield increase instanceof CounterIncreaseResult.Counted
                            ? checked(increase, found.series())
                            : increase;
                }
            };
        }

        /// The increase, unless a series that began in the interval may not count from zero.
        private CounterIncreaseResult checked(CounterIncreaseResult increase, List<TimeSeries> series) {
            List<TimeSeries> newcomers = NewSeriesRule.of(series, from, to);
            for (String job : NewSeriesRule.jobs(newcomers)) {
                List<TimeSeries> ofJob = newcomers.stream()
                        .filter(one -> job.equals(one.label("job")))
                        .toList();
                CounterIncreaseResult doubt = doubt(job, ofJob);
                if (doubt != null) {
                    return doubt;
                }
            }
            return increase;
        }

        /// Why newcomers of a job may not count from zero; null when they may.
        private @Nullable CounterIncreaseResult doubt(String job, List<TimeSeries> newcomers) {
            return switch (samples("up{job=" + quoted(job) + "}")) {
                case PrometheusQueryResult.Failure failure -> failed(failure);
                case PrometheusQueryResult.Success ups ->
                    NewSeriesRule.doubt(newcomers, ups.series(), from, LOOK_BACK)
                            .map(words -> new CounterIncreaseResult.Failed(words, true))
                            .orElse(null);
            };
        }

        private PrometheusQueryResult samples(String selector) {
            return client.samples(selector, LOOK_BACK.plus(Duration.between(from, to)), to);
        }

        private static CounterIncreaseResult failed(PrometheusQueryResult.Failure failure) {
            return new CounterIncreaseResult.Failed(failure.words(), false);
        }

        private static String quoted(String text) {
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
