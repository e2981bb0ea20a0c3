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

/// The counts of one variant between two batches. Any thread counts; after counting has ended, one thread
/// summarizes.
class VariantOutcomeAccumulator {
    private final OutcomeKey key;
    private final ComparedOutcomeAccumulators group;
    private final AtomicLongArray callsByBin = new AtomicLongArray(LatencyBins.COUNT);
    private final LongAdder failures = new LongAdder();
    private final Queue<RecordedUnitFirstEvent> failedUnits = new ConcurrentLinkedQueue<>();
    private final Queue<UnitTrial> trials = new ConcurrentLinkedQueue<>();
    private final Queue<Long> begun = new ConcurrentLinkedQueue<>();
    private final Map<String, MetricAccumulator> metrics = new ConcurrentHashMap<>();
    /* Written by every thread that counts a unit, always with the same value, and read after counting has ended. */
    private @Nullable UnitSalt salt;

    VariantOutcomeAccumulator(OutcomeKey key, ComparedOutcomeAccumulators group) {
        this.key = key;
        this.group = group;
    }

    OutcomeKey key() {
        return key;
    }

    void useSalt(@Nullable UnitSalt names) {
        if (salt == null && names != null) {
            salt = names;
        }
    }

    void recordCall(int latencyBin) {
        callsByBin.getAndIncrement(latencyBin);
    }

    void recordFailure() {
        failures.increment();
    }

    Queue<RecordedUnitFirstEvent> failedUnits() {
        return failedUnits;
    }

    Queue<UnitTrial> trials() {
        return trials;
    }

    Queue<Long> startedUnits() {
        return begun;
    }

    /// Returns the accumulator of a metric; null when there are too many.
    @Nullable
    MetricAccumulator metric(String name) {
        MetricAccumulator known = metrics.get(name);
        return known == null && group.admitMetric(name)
                ? metrics.computeIfAbsent(name, ignored -> new MetricAccumulator())
                : known;
    }

    long calls() {
        return latency().count();
    }

    /// Returns the number of events and values of all metrics.
    long metricValues() {
        return metrics.values().stream()
                .mapToLong(metric -> metric.events() + metric.scores().size())
                .sum();
    }

    /// Summarizes the counts.
    ///
    /// @param withMetrics false omits metrics
    /// @throws IllegalArgumentException when the counts violate the protocol
    OutcomeSummary toSummary(long nowNanos, boolean withMetrics) {
        LatencyHistogram latency = latency();
        LongUnaryOperator names = salt == null ? LongUnaryOperator.identity() : salt.createUnitHasher();
        List<UnitFirstEvent> failed = failedUnits.stream()
                .map(failure -> failure.toFirstEvent(nowNanos, names))
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
                unfinishedUnits().stream().map(names::applyAsLong).toList(),
                withMetrics ? summaries(nowNanos, names) : List.of());
    }

    private LatencyHistogram latency() {
        var latency = new LatencyHistogram();
        for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
            latency.record(LatencyBins.lowerEdgeMicros(bin), callsByBin.get(bin));
        }
        return latency;
    }

    private List<Long> unfinishedUnits() {
        Set<Long> ended = trials.stream().map(UnitTrial::unit).collect(Collectors.toSet());
        return begun.stream().filter(unit -> !ended.contains(unit)).toList();
    }

    /* Units of late outcomes are already pseudonymized in their tokens. */
    private List<MetricSummary> summaries(long nowNanos, LongUnaryOperator names) {
        return metrics.entrySet().stream()
                .map(entry -> entry.getValue()
                        .toSummary(
                                entry.getKey(),
                                nowNanos,
                                entry.getKey().equals(MetricNames.SETTLEMENT_FAILED)
                                        ? LongUnaryOperator.identity()
                                        : names))
                .toList();
    }
}
