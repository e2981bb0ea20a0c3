// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import dev.evenkeel.engine.slo.Counts;
import dev.evenkeel.engine.slo.Indicator;
import dev.evenkeel.engine.slo.Reading;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.rollouts.evidence.Outcomes;
import dev.evenkeel.server.rollouts.metrics.Increase;
import dev.evenkeel.server.rollouts.metrics.PrometheusCounters;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Takes the minutes of an SLO in from where they come from. Taking a minute in twice changes nothing.
@Component
public class MinuteSource {
    /* Outcomes are kept for three days. */
    private static final Duration OLDEST_OUTCOMES = Duration.ofDays(3);
    /* Longer than any transaction that adds outcomes to a minute that is over. */
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final Duration OLDEST_COUNTERS = Duration.ofHours(1);
    /* At least one scrape. */
    private static final Duration LAG = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 20;
    private static final String TOO_MANY =
            "Some minutes of the last three days have more than " + Reading.MAX_EVENTS + " calls and are not counted.";

    private final Outcomes outcomes;
    private final PrometheusCounters counters;
    private final KnownMinuteTable minutes;

    MinuteSource(Outcomes outcomes, PrometheusCounters counters, KnownMinuteTable minutes) {
        this.outcomes = outcomes;
        this.counters = counters;
        this.minutes = minutes;
    }

    /// The end of the last minute that can be known by now.
    public static Instant horizon(Slo slo, Instant now) {
        Duration lag = slo.indicator() instanceof Indicator.Counters ? LAG : Duration.ZERO;
        return now.minus(lag).truncatedTo(ChronoUnit.MINUTES);
    }

    /// Where a new SLO begins to be known.
    public static Instant begin(Slo slo, Instant now) {
        Duration most = slo.indicator() instanceof Indicator.Outcomes ? OLDEST_OUTCOMES : OLDEST_COUNTERS;
        return horizon(slo, now).minus(most);
    }

    /// Takes in what is due.
    public Progress takeIn(Slo slo, Progress before, Instant now) {
        Instant horizon = horizon(slo, now);
        return switch (slo.indicator()) {
            case Indicator.Outcomes source -> takeIn(slo, source, before, horizon);
            case Indicator.Counters source -> takeIn(slo, source, before, now);
            case Indicator.Foreign foreign -> before.failing(horizon, foreign.words(), now);
        };
    }

    private Progress takeIn(Slo slo, Indicator.Outcomes source, Progress before, Instant horizon) {
        Instant oldest = horizon.minus(OLDEST_OUTCOMES);
        Instant settled = before.knownUntil().minus(SETTLING);
        Map<Instant, Reading> found = outcomes
                .minutes(source.environment(), source.flag(), settled.isBefore(oldest) ? oldest : settled, horizon)
                .stream()
                .collect(Collectors.toMap(
                        minute -> minute.minute(),
                        minute -> Reading.of(new Counts(minute.calls() - minute.failures(), minute.calls()))));
        minutes.put(slo.name(), found);
        return found.containsValue(Reading.Blind.FAILED)
                ? before.failing(horizon, TOO_MANY, horizon)
                : before.known(horizon);
    }

    private Progress takeIn(Slo slo, Indicator.Counters source, Progress before, Instant now) {
        Instant horizon = horizon(slo, now);
        Progress progress = before;
        for (int asked = 0; asked < MOST_AT_ONCE && progress.knownUntil().isBefore(horizon); asked++) {
            Instant from = progress.knownUntil();
            Instant to = from.plus(1, ChronoUnit.MINUTES);
            Asked answer = Asked.of(source, counters, from, to);
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
    private record Asked(Reading reading, String words, boolean again) {
        static Asked of(Indicator.Counters source, PrometheusCounters counters, Instant from, Instant to) {
            return switch (counters.ask(source.total(), from, to)) {
                case Increase.Failed failed -> failed(failed);
                case Increase.NoData _ ->
                    new Asked(Reading.Blind.EMPTY, "Prometheus has no sample of " + source.total() + ".", false);
                case Increase.Counted total -> part(source, counters.ask(source.part(), from, to), total.increase());
            };
        }

        /* A part without a sample is zero beside a total: many counters are made with their first event. */
        private static Asked part(Indicator.Counters source, Increase part, long total) {
            return switch (part) {
                case Increase.Failed failed -> failed(failed);
                case Increase.NoData _ -> counted(source, 0, total);
                case Increase.Counted some -> counted(source, some.increase(), total);
            };
        }

        /* The two are read one after the other at each scrape, so the part may be ahead by some events. */
        private static Asked counted(Indicator.Counters source, long part, long total) {
            long some = Math.min(part, total);
            Reading reading = Reading.of(new Counts(source.good() ? some : total - some, total));
            return new Asked(
                    reading,
                    reading instanceof Reading.Blind ? "Prometheus tells of " + total + " events in a minute." : "",
                    false);
        }

        private static Asked failed(Increase.Failed failed) {
            return new Asked(Reading.Blind.FAILED, failed.words(), !failed.lasting());
        }
    }
}
