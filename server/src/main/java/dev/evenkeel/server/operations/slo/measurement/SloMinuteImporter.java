// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import dev.evenkeel.engine.slo.EventCounts;
import dev.evenkeel.engine.slo.MinuteCount;
import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.metrics.CounterIncreaseResult;
import dev.evenkeel.server.rollouts.metrics.PrometheusCounterQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Takes the minutes of an SLO in from where they come from. Taking a minute in twice changes nothing.
@Component
public class SloMinuteImporter {
    /* Outcomes are kept for three days. */
    private static final Duration OLDEST_OUTCOMES = Duration.ofDays(3);
    /* Longer than any transaction that adds outcomes to a minute that is over. */
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final Duration OLDEST_COUNTERS = Duration.ofHours(1);
    /* At least one scrape. */
    private static final Duration LAG = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 20;
    private static final String TOO_MANY = "Some minutes of the last three days have more than "
            + MinuteCount.MAX_EVENTS + " calls and are not counted.";

    private final EvidenceService outcomes;
    private final PrometheusCounterQueries counters;
    private final SloMinuteRepository minutes;

    SloMinuteImporter(EvidenceService outcomes, PrometheusCounterQueries counters, SloMinuteRepository minutes) {
        this.outcomes = outcomes;
        this.counters = counters;
        this.minutes = minutes;
    }

    /// The end of the last minute that can be known by now.
    public static Instant horizon(Slo slo, Instant now) {
        Duration lag = slo.indicator() instanceof ServiceLevelIndicator.Counters ? LAG : Duration.ZERO;
        return now.minus(lag).truncatedTo(ChronoUnit.MINUTES);
    }

    /// Where a new SLO begins to be known.
    public static Instant begin(Slo slo, Instant now) {
        Duration most = slo.indicator() instanceof ServiceLevelIndicator.Outcomes ? OLDEST_OUTCOMES : OLDEST_COUNTERS;
        return horizon(slo, now).minus(most);
    }

    /// Takes in what is due.
    public SloImportProgress takeIn(Slo slo, SloImportProgress before, Instant now) {
        Instant horizon = horizon(slo, now);
        return switch (slo.indicator()) {
            case ServiceLevelIndicator.Outcomes source -> takeIn(slo, source, before, horizon);
            case ServiceLevelIndicator.Counters source -> takeIn(slo, source, before, now);
            case ServiceLevelIndicator.UnsupportedIndicator foreign -> before.failing(horizon, foreign.words(), now);
        };
    }

    private SloImportProgress takeIn(
            Slo slo, ServiceLevelIndicator.Outcomes source, SloImportProgress before, Instant horizon) {
        Instant oldest = horizon.minus(OLDEST_OUTCOMES);
        Instant settled = before.knownUntil().minus(SETTLING);
        Map<Instant, MinuteCount> found = outcomes
                .minutes(source.environment(), source.flag(), settled.isBefore(oldest) ? oldest : settled, horizon)
                .stream()
                .collect(Collectors.toMap(
                        minute -> minute.minute(),
                        minute -> MinuteCount.of(new EventCounts(minute.calls() - minute.failures(), minute.calls()))));
        minutes.put(slo.name(), found);
        return found.containsValue(MinuteCount.MissingReason.FAILED)
                ? before.failing(horizon, TOO_MANY, horizon)
                : before.known(horizon);
    }

    private SloImportProgress takeIn(
            Slo slo, ServiceLevelIndicator.Counters source, SloImportProgress before, Instant now) {
        Instant horizon = horizon(slo, now);
        SloImportProgress progress = before;
        for (int asked = 0; asked < MOST_AT_ONCE && progress.knownUntil().isBefore(horizon); asked++) {
            Instant from = progress.knownUntil();
            Instant to = from.plus(1, ChronoUnit.MINUTES);
            PrometheusReading answer = PrometheusReading.of(source, counters, from, to);
            minutes.put(slo.name(), Map.of(from, answer.reading()));
            if (answer.again()) {
                return progress.failing(from, answer.words(), now);
            }
            progress = answer.words().isEmpty() ? progress.known(to) : progress.failing(to, answer.words(), now);
        }
        return progress;
    }

    /// What a Prometheus says about a minute.
    ///
    /// @param words why it is not counted; empty when it is
    /// @param again whether the same question may get another answer later
    private record PrometheusReading(MinuteCount reading, String words, boolean again) {
        static PrometheusReading of(
                ServiceLevelIndicator.Counters source, PrometheusCounterQueries counters, Instant from, Instant to) {
            return switch (counters.ask(source.total(), from, to)) {
                case CounterIncreaseResult.Failed failed -> failed(failed);
                case CounterIncreaseResult.NoData _ ->
                    new PrometheusReading(
                            MinuteCount.MissingReason.EMPTY,
                            "Prometheus has no sample of " + source.total() + ".",
                            false);
                case CounterIncreaseResult.Counted total ->
                    part(source, counters.ask(source.part(), from, to), total.increase());
            };
        }

        /* A part without a sample is zero beside a total: many counters are made with their first event. */
        private static PrometheusReading part(
                ServiceLevelIndicator.Counters source, CounterIncreaseResult part, long total) {
            return switch (part) {
                case CounterIncreaseResult.Failed failed -> failed(failed);
                case CounterIncreaseResult.NoData _ -> counted(source, 0, total);
                case CounterIncreaseResult.Counted some -> counted(source, some.increase(), total);
            };
        }

        /* The two are read one after the other at each scrape, so the part may be ahead by some events. */
        private static PrometheusReading counted(ServiceLevelIndicator.Counters source, long part, long total) {
            long some = Math.min(part, total);
            MinuteCount reading = MinuteCount.of(new EventCounts(source.good() ? some : total - some, total));
            return new PrometheusReading(
                    reading,
                    reading instanceof MinuteCount.MissingReason
                            ? "Prometheus tells of " + total + " events in a minute."
                            : "",
                    false);
        }

        private static PrometheusReading failed(CounterIncreaseResult.Failed failed) {
            return new PrometheusReading(MinuteCount.MissingReason.FAILED, failed.words(), !failed.lasting());
        }
    }
}
