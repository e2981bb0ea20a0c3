// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.SourceState;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.server.rollouts.evidence.Evidence;
import dev.evenkeel.server.rollouts.evidence.MetricCounts;
import dev.evenkeel.server.rollouts.evidence.Outcomes;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.metrics.Increase;
import dev.evenkeel.server.rollouts.metrics.PrometheusCounters;
import dev.evenkeel.server.rollouts.metrics.ScrapeWindow;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Asks one source of one rollout for the intervals that are due, and hands the answers on as evidence.
///
/// Only the row of the source is locked meanwhile, never the rollout: however slow a source is, it
/// holds no decision back. Evidence and the end of its interval commit together, so each interval
/// counts once, with any number of servers.
@Component
class SourceTurn {
    private final TransactionTemplate transaction;
    private final SourceTable sources;
    private final PrometheusCounters counters;
    private final Outcomes outcomes;

    SourceTurn(TransactionTemplate transaction, SourceTable sources, PrometheusCounters counters, Outcomes outcomes) {
        this.transaction = transaction;
        this.sources = sources;
        this.counters = counters;
        this.outcomes = outcomes;
    }

    /// Asks.
    ///
    /// @param rollout one that runs, as read just now
    /// @param now the present, in microseconds
    void look(Rollout rollout, CounterSource source, Instant now) {
        transaction.executeWithoutResult(status -> sources.lockIfFree(rollout.id(), source.metric())
                .ifPresent(before -> {
                    SourceState after = ask(rollout, source, before, now);
                    if (!after.equals(before)) {
                        sources.save(rollout.id(), after);
                    }
                }));
    }

    private SourceState ask(Rollout rollout, CounterSource source, SourceState before, Instant now) {
        SourceState state = before;
        ScrapeWindow window = ScrapeWindow.every(source.every());
        Instant begun = rollout.position().stepStartedAt();
        for (ScrapeWindow.Interval interval : window.due(begun, before.knownUntil(), now)) {
            Asked asked = new Asked(
                    counters.ask(source.control(), interval.from(), interval.to()),
                    counters.ask(source.candidate(), interval.from(), interval.to()));
            Optional<Increase.Failed> failed = asked.failed();
            if (failed.isPresent() && !failed.get().lasting()) {
                return failing(state, failed.get().words(), state.knownUntil(), now);
            }
            if (failed.isPresent()) {
                state = failing(state, failed.get().words(), interval.to(), now);
                continue;
            }
            outcomes.add(evidence(rollout, source.metric(), asked, interval, now));
            state = new SourceState(source.metric(), interval.to(), null, null);
        }
        return state;
    }

    private static SourceState failing(SourceState state, String words, @Nullable Instant knownUntil, Instant now) {
        Instant since = state.failingSince() == null ? now : state.failingSince();
        return new SourceState(state.metric(), knownUntil, since, words);
    }

    private static Evidence evidence(
            Rollout rollout, String metric, Asked asked, ScrapeWindow.Interval interval, Instant now) {
        return new Evidence(
                0,
                rollout.id(),
                rollout.position().revision(),
                now,
                asked.candidateIncrease() > 0 ? interval.from().truncatedTo(ChronoUnit.MICROS) : null,
                0,
                counts(metric, asked.controlIncrease()),
                counts(metric, asked.candidateIncrease()));
    }

    private static VariantCounts counts(String metric, long increase) {
        return VariantCounts.of(Map.of(metric, new MetricCounts(increase, increase, 0, 0)));
    }

    /// Both answers about one interval.
    private record Asked(Increase control, Increase candidate) {
        /// Why nothing is known. That neither counter is there is no zero: the selector may be wrong.
        /// No sample of that interval will come any more, so the next one is asked.
        Optional<Increase.Failed> failed() {
            if (control instanceof Increase.Failed failed) {
                return Optional.of(failed);
            }
            if (candidate instanceof Increase.Failed failed) {
                return Optional.of(failed);
            }
            return control instanceof Increase.NoData && candidate instanceof Increase.NoData
                    ? Optional.of(new Increase.Failed(
                            "Prometheus has no sample of either counter. Check the selectors; a service should make its"
                                    + " counters at the start, with 0.",
                            true))
                    : Optional.empty();
        }

        long controlIncrease() {
            return increase(control);
        }

        long candidateIncrease() {
            return increase(candidate);
        }

        private static long increase(Increase increase) {
            return increase instanceof Increase.Counted counted ? counted.increase() : 0;
        }
    }
}
