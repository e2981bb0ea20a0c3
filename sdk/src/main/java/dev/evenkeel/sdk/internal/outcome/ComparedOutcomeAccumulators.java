// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The accumulators that the server compares with each other: both sides of a split, or a single variant.
/// Data that cannot be reported is dropped from all of them, because one side without the other looks like
/// harm. Thread-safe.
final class ComparedOutcomeAccumulators {
    private final int mostMetrics;
    private final Set<String> metrics = ConcurrentHashMap.newKeySet();
    private final List<VariantOutcomeAccumulator> cells = new CopyOnWriteArrayList<>();

    ComparedOutcomeAccumulators(int mostMetrics) {
        this.mostMetrics = mostMetrics;
    }

    void add(VariantOutcomeAccumulator accumulator) {
        cells.add(accumulator);
    }

    boolean hasCellOf(SplitSide side) {
        return cells.stream()
                .map(accumulator -> accumulator.key().split())
                .anyMatch(split -> split != null && split.role() == side);
    }

    /// Whether the accumulators may count a metric of this name: the first ones of the interval, regardless
    /// of the side.
    boolean admitMetric(String metric) {
        /*
         * Once full, the set does not change, so the last check is correct even if another thread has just added the
         * metric.
         */
        return metrics.contains(metric)
                || (metrics.size() < mostMetrics ? addMetricIfRoom(metric) : metrics.contains(metric));
    }

    private synchronized boolean addMetricIfRoom(String metric) {
        return metrics.contains(metric) || (metrics.size() < mostMetrics && metrics.add(metric));
    }

    /// Returns a summary for each accumulator: without metrics where these are invalid, and none at all where
    /// one accumulator has no valid summary.
    ///
    /// @param errorLog receives violations of the protocol
    List<OutcomeSummary> summarize(long nowNanos, DropCounters drops, InternalErrorCounter errorLog) {
        try {
            return summaries(nowNanos, true);
        } catch (RuntimeException notAllowed) {
            errorLog.record(notAllowed);
        }
        try {
            List<OutcomeSummary> summaries = summaries(nowNanos, false);
            drops.add(
                    DropCause.INVALID_METRICS,
                    cells.stream()
                            .mapToLong(VariantOutcomeAccumulator::metricValues)
                            .sum());
            return summaries;
        } catch (RuntimeException notAllowed) {
            errorLog.record(notAllowed);
            drops.add(
                    DropCause.INVALID_SUMMARY,
                    cells.stream().mapToLong(VariantOutcomeAccumulator::calls).sum());
            return List.of();
        }
    }

    private List<OutcomeSummary> summaries(long nowNanos, boolean withMetrics) {
        return cells.stream()
                .map(accumulator -> accumulator.toSummary(nowNanos, withMetrics))
                .toList();
    }

    /// The common attributes of both sides of a split.
    record ComparedSplitKey(String flag, String rollout, long revision, boolean keyed) {
        static ComparedSplitKey of(String flag, SplitKey side) {
            return new ComparedSplitKey(flag, side.rollout(), side.revision(), side.keyed());
        }
    }
}
