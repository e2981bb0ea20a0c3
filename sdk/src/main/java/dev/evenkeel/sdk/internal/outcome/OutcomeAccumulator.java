// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an interval counted for one variant. Any thread counts; when none does any more, one thread summarizes.
class OutcomeAccumulator {
    private final OutcomeKey key;
    private final OutcomeComparisonGroup group;
    private final AtomicLongArray callsByBin = new AtomicLongArray(LatencyBins.COUNT);
    private final LongAdder failures = new LongAdder();
    private final Queue<FirstOccurrence> failedUnits = new ConcurrentLinkedQueue<>();
    private final Queue<UnitTrial> trials = new ConcurrentLinkedQueue<>();
    private final Queue<Long> begun = new ConcurrentLinkedQueue<>();
    private final Map<String, MetricAccumulator> metrics = new ConcurrentHashMap<>();
    /* Written by whoever counts a unit, always with the same value, and read when nobody counts any more. */
    private @Nullable UnitSalt salt;

    OutcomeAccumulator(OutcomeKey key, OutcomeComparisonGroup group) {
        this.key = key;
        this.group = group;
    }

    OutcomeKey key() {
        return key;
    }

    void namedBy(@Nullable UnitSalt names) {
        if (salt == null && names != null) {
            salt = names;
        }
    }

    void call(int latencyBin) {
        callsByBin.getAndIncrement(latencyBin);
    }

    void failure() {
        failures.increment();
    }

    Queue<FirstOccurrence> failedUnits() {
        return failedUnits;
    }

    Queue<UnitTrial> trials() {
        return trials;
    }

    Queue<Long> begun() {
        return begun;
    }

    /// Null when there are too many of them.
    @Nullable
    MetricAccumulator metric(String name) {
        MetricAccumulator known = metrics.get(name);
        return known == null && group.admits(name)
                ? metrics.computeIfAbsent(name, ignored -> new MetricAccumulator())
                : known;
    }

    /// Number of calls.
    long calls() {
        return latency().count();
    }

    /// Number of events and values of all metrics.
    long metricValues() {
        return metrics.values().stream()
                .mapToLong(metric -> metric.events() + metric.scores().size())
                .sum();
    }

    /// @param withMetrics false leaves them out
    /// @throws IllegalArgumentException when the protocol does not allow what was counted
    OutcomeSummary summary(long nowNanos, boolean withMetrics) {
        LatencyHistogram latency = latency();
        LongUnaryOperator names = salt == null ? LongUnaryOperator.identity() : salt.naming();
        List<UnitFirstEvent> failed = failedUnits.stream()
                .map(failure -> failure.aged(nowNanos, names))
                .toList();
        return new OutcomeSummary(
                key.flag(),
                key.variant(),
                key.split(),
                latency.count(),
                failures.sum(),
                latency,
                failed,
                trials.stream()
                        .map(trial ->
                                new UnitTrial(names.applyAsLong(trial.unit()), trial.failed(), trial.latencyBin()))
                        .toList(),
                unended().stream().map(names::applyAsLong).toList(),
                withMetrics ? summaries(nowNanos, names) : List.of());
    }

    private LatencyHistogram latency() {
        var latency = new LatencyHistogram();
        for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
            latency.record(LatencyBins.lowerEdgeMicros(bin), callsByBin.get(bin));
        }
        return latency;
    }

    private List<Long> unended() {
        Set<Long> ended = trials.stream().map(UnitTrial::unit).collect(Collectors.toSet());
        return begun.stream().filter(unit -> !ended.contains(unit)).toList();
    }

    /* Units of late outcomes have their names from their tokens. */
    private List<MetricSummary> summaries(long nowNanos, LongUnaryOperator names) {
        return metrics.entrySet().stream()
                .map(entry -> entry.getValue()
                        .summary(
                                entry.getKey(),
                                nowNanos,
                                entry.getKey().equals(MetricNames.SETTLEMENT_FAILED)
                                        ? LongUnaryOperator.identity()
                                        : names))
                .toList();
    }
}
