// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.CounterSourceStatus;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantMetricCounts;
import dev.evenkeel.server.rollouts.metrics.CounterIncreaseResult;
import dev.evenkeel.server.rollouts.metrics.PrometheusCounterQueries;
import dev.evenkeel.server.rollouts.metrics.QueryIntervalSchedule;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The poller of metric sources: queries one source of one rollout for the intervals that are due, and stores
/// the increases as evidence.
///
/// Locks only the row of the source, never the rollout, so a slow source does not delay decisions. Evidence and
/// the end of its interval commit together, so each interval counts once, with any number of servers.
@Component
class MetricSourcePoller {
    private final TransactionTemplate transaction;
    private final MetricSourceStatusRepository sources;
    private final PrometheusCounterQueries counters;
    private final EvidenceRepository evidence;

    MetricSourcePoller(
            TransactionTemplate transaction,
            MetricSourceStatusRepository sources,
            PrometheusCounterQueries counters,
            EvidenceRepository evidence) {
        this.transaction = transaction;
        this.sources = sources;
        this.counters = counters;
        this.evidence = evidence;
    }

    /// Queries the source, unless another server holds its lock.
    ///
    /// @param rollout running rollout, read just before
    /// @param now current time, in microseconds
    void poll(Rollout rollout, CounterSource source, Instant now) {
        transaction.executeWithoutResult(status -> sources.tryLock(rollout.id(), source.metric())
                .ifPresent(before -> {
                    CounterSourceStatus after = pollDueIntervals(rollout, source, before, now);
                    if (!after.equals(before)) {
                        sources.save(rollout.id(), after);
                    }
                }));
    }

    private CounterSourceStatus pollDueIntervals(
            Rollout rollout, CounterSource source, CounterSourceStatus before, Instant now) {
        CounterSourceStatus state = before;
        QueryIntervalSchedule window = QueryIntervalSchedule.every(source.every());
        Instant begun = rollout.position().stepStartedAt();
        for (QueryIntervalSchedule.QueryInterval interval : window.listDueIntervals(begun, before.knownUntil(), now)) {
            VariantIncreases variantIncreases = new VariantIncreases(
                    counters.queryIncrease(source.control(), interval.from(), interval.to()),
                    counters.queryIncrease(source.candidate(), interval.from(), interval.to()));
            Optional<CounterIncreaseResult.Failed> failed = variantIncreases.findFailure();
            if (failed.isPresent() && !failed.get().permanent()) {
                return withFailure(state, failed.get().message(), state.knownUntil(), now);
            }
            if (failed.isPresent()) {
                state = withFailure(state, failed.get().message(), interval.to(), now);
                continue;
            }
            evidence.insert(List.of(evidence(rollout, source.metric(), variantIncreases, interval, now)), Set.of());
            state = new CounterSourceStatus(source.metric(), interval.to(), null, null);
        }
        return state;
    }

    private static CounterSourceStatus withFailure(
            CounterSourceStatus state, String words, @Nullable Instant knownUntil, Instant now) {
        Instant since = state.failingSince() == null ? now : state.failingSince();
        return new CounterSourceStatus(state.metric(), knownUntil, since, words);
    }

    private static RolloutEvidenceEntry evidence(
            Rollout rollout,
            String metric,
            VariantIncreases variantIncreases,
            QueryIntervalSchedule.QueryInterval interval,
            Instant now) {
        return new RolloutEvidenceEntry(
                0,
                rollout.id(),
                rollout.position().revision(),
                now,
                variantIncreases.candidateIncrease() > 0 ? interval.from().truncatedTo(ChronoUnit.MICROS) : null,
                0,
                counts(metric, variantIncreases.controlIncrease()),
                counts(metric, variantIncreases.candidateIncrease()));
    }

    private static VariantCounts counts(String metric, long increase) {
        return VariantCounts.of(Map.of(metric, new VariantMetricCounts(increase, increase, 0, 0)));
    }

    /// The results of both variants' counters for one interval.
    private record VariantIncreases(CounterIncreaseResult control, CounterIncreaseResult candidate) {
        /// Returns the failure, if any. An interval without samples of both counters is a failure instead of
        /// zero events, because the selectors may be wrong. That failure is lasting: no more samples of the
        /// interval will arrive, so polling continues with the next interval.
        Optional<CounterIncreaseResult.Failed> findFailure() {
            if (control instanceof CounterIncreaseResult.Failed failed) {
                return Optional.of(failed);
            }
            if (candidate instanceof CounterIncreaseResult.Failed failed) {
                return Optional.of(failed);
            }
            return control instanceof CounterIncreaseResult.NoData && candidate instanceof CounterIncreaseResult.NoData
                    ? Optional.of(new CounterIncreaseResult.Failed(
                            "Prometheus has no samples of either counter. Check the selectors. A service should"
                                    + " register its counters with 0 at startup.",
                            true))
                    : Optional.empty();
        }

        long controlIncrease() {
            return increase(control);
        }

        long candidateIncrease() {
            return increase(candidate);
        }

        private static long increase(CounterIncreaseResult increase) {
            return increase instanceof CounterIncreaseResult.Counted counted ? counted.increase() : 0;
        }
    }
}
