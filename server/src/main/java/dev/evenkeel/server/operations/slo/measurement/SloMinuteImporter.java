// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import dev.evenkeel.engine.slo.EventCounts;
import dev.evenkeel.engine.slo.MinuteCount;
import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.rollouts.evidence.FlagCallCountRepository;
import dev.evenkeel.server.rollouts.metrics.CounterIncreaseResult;
import dev.evenkeel.server.rollouts.metrics.PrometheusCounterQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The importer of minute counts of SLOs from their source. Importing a minute twice changes nothing.
@Component
public class SloMinuteImporter {
    /* Outcomes are stored for three days. */
    private static final Duration OLDEST_OUTCOMES = Duration.ofDays(3);
    /* Longer than any transaction that adds outcomes to a past minute. */
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final Duration OLDEST_COUNTERS = Duration.ofHours(1);
    /* At least one scrape interval. */
    private static final Duration LAG = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 20;
    private static final String TOO_MANY = "Some minutes of the last three days have more than "
            + MinuteCount.MAX_EVENTS + " calls and are not counted.";

    private final FlagCallCountRepository callCounts;
    private final PrometheusCounterQueries counters;
    private final SloMinuteRepository minutes;

    SloMinuteImporter(
            FlagCallCountRepository callCounts, PrometheusCounterQueries counters, SloMinuteRepository minutes) {
        this.callCounts = callCounts;
        this.counters = counters;
        this.minutes = minutes;
    }

    /// Returns the end of the last minute that can be complete by now.
    public static Instant horizon(Slo slo, Instant now) {
        Duration lag =
                slo.indicator() instanceof ServiceLevelIndicator.PrometheusCountersIndicator ? LAG : Duration.ZERO;
        return now.minus(lag).truncatedTo(ChronoUnit.MINUTES);
    }

    /// Returns the start of the first minute to import for a new SLO.
    public static Instant begin(Slo slo, Instant now) {
        Duration most = slo.indicator() instanceof ServiceLevelIndicator.FlagOutcomesIndicator
                ? OLDEST_OUTCOMES
                : OLDEST_COUNTERS;
        return horizon(slo, now).minus(most);
    }

    /// Imports the due minutes.
    public SloImportProgress importDue(Slo slo, SloImportProgress before, Instant now) {
        Instant horizon = horizon(slo, now);
        return switch (slo.indicator()) {
            case ServiceLevelIndicator.FlagOutcomesIndicator source -> importOutcomes(slo, source, before, horizon);
            case ServiceLevelIndicator.PrometheusCountersIndicator source -> importCounters(slo, source, before, now);
            case ServiceLevelIndicator.UnsupportedIndicator foreign ->
                before.withFailure(horizon, foreign.reason(), now);
        };
    }

    private SloImportProgress importOutcomes(
            Slo slo, ServiceLevelIndicator.FlagOutcomesIndicator source, SloImportProgress before, Instant horizon) {
        Instant oldest = horizon.minus(OLDEST_OUTCOMES);
        Instant settled = before.knownUntil().minus(SETTLING);
        Map<Instant, MinuteCount> found = callCounts
                .listMinutes(source.environment(), source.flag(), settled.isBefore(oldest) ? oldest : settled, horizon)
                .stream()
                .collect(Collectors.toMap(
                        minute -> minute.minute(),
                        minute -> MinuteCount.of(new EventCounts(minute.calls() - minute.failures(), minute.calls()))));
        minutes.save(slo.name(), found);
        return found.containsValue(MinuteCount.MissingReason.FAILED)
                ? before.withFailure(horizon, TOO_MANY, horizon)
                : before.withKnownUntil(horizon);
    }

    private SloImportProgress importCounters(
            Slo slo, ServiceLevelIndicator.PrometheusCountersIndicator source, SloImportProgress before, Instant now) {
        Instant horizon = horizon(slo, now);
        SloImportProgress progress = before;
        for (int asked = 0; asked < MOST_AT_ONCE && progress.knownUntil().isBefore(horizon); asked++) {
            Instant from = progress.knownUntil();
            Instant to = from.plus(1, ChronoUnit.MINUTES);
            PrometheusReading prometheusReading = PrometheusReading.query(source, counters, from, to);
            minutes.save(slo.name(), Map.of(from, prometheusReading.reading()));
            if (prometheusReading.isRetryable()) {
                return progress.withFailure(from, prometheusReading.message(), now);
            }
            progress = prometheusReading.message().isEmpty()
                    ? progress.withKnownUntil(to)
                    : progress.withFailure(to, prometheusReading.message(), now);
        }
        return progress;
    }

    /// The result of a Prometheus query for one minute.
    ///
    /// @param message why the minute is not counted; empty when it is
    /// @param isRetryable whether a retry of the query may succeed
    private record PrometheusReading(MinuteCount reading, String message, boolean isRetryable) {
        static PrometheusReading query(
                ServiceLevelIndicator.PrometheusCountersIndicator source,
                PrometheusCounterQueries counters,
                Instant from,
                Instant to) {
            return switch (counters.queryIncrease(source.total(), from, to)) {
                case CounterIncreaseResult.Failed failed -> failed(failed);
                case CounterIncreaseResult.NoData _ ->
                    new PrometheusReading(
                            MinuteCount.MissingReason.EMPTY,
                            "Prometheus has no samples of " + source.total() + ".",
                            false);
                case CounterIncreaseResult.Counted total ->
                    part(source, counters.queryIncrease(source.part(), from, to), total.increase());
            };
        }

        /* A part without a sample is zero if the total has one: many counters start at their first event. */
        private static PrometheusReading part(
                ServiceLevelIndicator.PrometheusCountersIndicator source, CounterIncreaseResult part, long total) {
            return switch (part) {
                case CounterIncreaseResult.Failed failed -> failed(failed);
                case CounterIncreaseResult.NoData _ -> counted(source, 0, total);
                case CounterIncreaseResult.Counted some -> counted(source, some.increase(), total);
            };
        }

        /* A scrape reads the two counters one after the other, so the part may be ahead by some events. */
        private static PrometheusReading counted(
                ServiceLevelIndicator.PrometheusCountersIndicator source, long part, long total) {
            long some = Math.min(part, total);
            MinuteCount minuteCount = MinuteCount.of(new EventCounts(source.good() ? some : total - some, total));
            return new PrometheusReading(
                    minuteCount,
                    minuteCount instanceof MinuteCount.MissingReason
                            ? "Prometheus reports " + total + " events in one minute, which is above the limit."
                            : "",
                    false);
        }

        private static PrometheusReading failed(CounterIncreaseResult.Failed failed) {
            return new PrometheusReading(MinuteCount.MissingReason.FAILED, failed.message(), !failed.permanent());
        }
    }
}
