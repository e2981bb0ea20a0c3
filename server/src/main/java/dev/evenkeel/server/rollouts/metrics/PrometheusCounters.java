// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import dev.evenkeel.server.foundation.config.PrometheusOptions;
import dev.evenkeel.server.foundation.config.ServerOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Asks the server's Prometheus how much counters grew. Thread-safe.
@Component
public class PrometheusCounters implements DisposableBean {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /* How long Prometheus itself takes the last sample of a series for its present value. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(5);

    private final @Nullable PrometheusClient client;

    PrometheusCounters(ServerOptions options) {
        PrometheusOptions prometheus = options.prometheus();
        client = prometheus == null ? null : new PrometheusClient(prometheus, LIMIT);
    }

    /// How many events the counters of a selector, all its series together, counted in (from, to], both
    /// cut to the millisecond. It asks for raw samples, so that intervals which follow each other count
    /// each event exactly once.
    ///
    /// A series counts from its last sample in the 5 minutes up to `from`; one that has none counts
    /// from zero, unless Prometheus itself could not look at it then. Whole counts need samples that
    /// are there: `to` should be at least one scrape behind now ([ScrapeWindow]).
    ///
    /// Costs one request of at most 5 s, and one more for each job with a series that began in the
    /// interval.
    ///
    /// @param selector of an instant vector in PromQL, like `errors_total{variant="new"}`
    /// @return [Increase.Failed] also when the server was started without a Prometheus
    /// @throws IllegalArgumentException when `from` is not before `to`
    public Increase ask(String selector, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "An interval must begin before it ends, got " + from + " to " + to + ".");
        }
        if (client == null) {
            return new Increase.Failed("This server has no Prometheus; start it with --prometheus-url URL.", false);
        }
        return new Question(client, from.truncatedTo(ChronoUnit.MILLIS), to.truncatedTo(ChronoUnit.MILLIS))
                .ask(selector);
    }

    /// One question to one source.
    private record Question(PrometheusClient client, Instant from, Instant to) {
        Increase ask(String selector) {
            return switch (samples(selector)) {
                case Answer.Failure failure -> failed(failure);
                case Answer.Found found -> {
                    Increase increase = CounterIncrease.of(found.series(), from, to);
                    yield increase instanceof Increase.Counted ? checked(increase, found.series()) : increase;
                }
            };
        }

        /// The increase, unless a series that began in the interval may not count from zero.
        private Increase checked(Increase increase, List<Series> series) {
            List<Series> newcomers = Newcomers.of(series, from, to);
            for (String job : Newcomers.jobs(newcomers)) {
                List<Series> ofJob = newcomers.stream()
                        .filter(one -> job.equals(one.label("job")))
                        .toList();
                Increase doubt = doubt(job, ofJob);
                if (doubt != null) {
                    return doubt;
                }
            }
            return increase;
        }

        /// Why newcomers of a job may not count from zero; null when they may.
        private @Nullable Increase doubt(String job, List<Series> newcomers) {
            return switch (samples("up{job=" + quoted(job) + "}")) {
                case Answer.Failure failure -> failed(failure);
                case Answer.Found ups ->
                    Newcomers.doubt(newcomers, ups.series(), from, LOOK_BACK)
                            .map(words -> new Increase.Failed(words, true))
                            .orElse(null);
            };
        }

        private Answer samples(String selector) {
            return client.samples(selector, LOOK_BACK.plus(Duration.between(from, to)), to);
        }

        private static Increase failed(Answer.Failure failure) {
            return new Increase.Failed(failure.words(), false);
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
