// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The accumulators between two batches. The first call of either side of a split allocates both sides, so
/// that both are counted or neither is. Thread-safe.
final class OutcomeAccumulatorRegistry {
    private final OutcomeAggregatorLimits limits;
    private final Map<OutcomeKey, VariantOutcomeAccumulator> cells = new ConcurrentHashMap<>();
    private final List<ComparedOutcomeAccumulators> groups = new ArrayList<>();
    private final Map<ComparedOutcomeAccumulators.ComparedSplitKey, ComparedOutcomeAccumulators> splits =
            new HashMap<>();
    private int reserved;

    OutcomeAccumulatorRegistry(OutcomeAggregatorLimits limits) {
        this.limits = limits;
    }

    /// Returns the accumulator of a call; null when there is no room, or when a name of the call or of the
    /// split's other side is not valid in the protocol.
    @Nullable
    VariantOutcomeAccumulator findOrCreate(CallAttribution call) {
        VariantOutcomeAccumulator accumulator = cells.get(call.key());
        TrackedSplit split = call.split();
        if (accumulator == null && (split == null || isReportable(split))) {
            accumulator = findOrCreate(call.key());
        }
        if (accumulator != null && split != null) {
            accumulator.useSalt(split.salt());
        }
        return accumulator;
    }

    /// Returns the accumulator for data that does not belong to a call of this process; null when there is no
    /// room, or when its names are not valid in the protocol.
    @Nullable
    VariantOutcomeAccumulator findOrCreate(OutcomeKey key) {
        VariantOutcomeAccumulator accumulator = cells.get(key);
        return accumulator == null && isReportable(key) ? create(key) : accumulator;
    }

    private static boolean isReportable(TrackedSplit split) {
        return isReportable(split.control()) && isReportable(split.candidate());
    }

    private static boolean isReportable(OutcomeKey key) {
        return OutcomeSummary.isName(key.flag()) && OutcomeSummary.isName(key.variant());
    }

    private synchronized @Nullable VariantOutcomeAccumulator create(OutcomeKey key) {
        VariantOutcomeAccumulator known = cells.get(key);
        ComparedOutcomeAccumulators group = known == null ? groupFor(key) : null;
        if (group == null) {
            return known;
        }
        var accumulator = new VariantOutcomeAccumulator(key, group);
        group.add(accumulator);
        cells.put(key, accumulator);
        return accumulator;
    }

    private @Nullable ComparedOutcomeAccumulators groupFor(OutcomeKey key) {
        SplitKey side = key.split();
        if (side == null) {
            return reserve(1) ? newGroup() : null;
        }
        var both = ComparedOutcomeAccumulators.ComparedSplitKey.of(key.flag(), side);
        ComparedOutcomeAccumulators known = splits.get(both);
        if (known != null) {
            return !known.hasCellOf(side.role()) || reserve(1) ? known : null;
        }
        if (!reserve(2)) {
            return null;
        }
        ComparedOutcomeAccumulators group = newGroup();
        splits.put(both, group);
        return group;
    }

    private boolean reserve(int summaries) {
        boolean fits = reserved + summaries <= limits.summaries();
        reserved += fits ? summaries : 0;
        return fits;
    }

    private ComparedOutcomeAccumulators newGroup() {
        var group = new ComparedOutcomeAccumulators(limits.metrics());
        groups.add(group);
        return group;
    }

    /// Returns one summary for each key with calls, or with trials that began.
    synchronized List<OutcomeSummary> summarize(long nowNanos, DropCounters drops, InternalErrorCounter errorLog) {
        return groups.stream()
                .flatMap(group -> group.summarize(nowNanos, drops, errorLog).stream())
                .toList();
    }
}
