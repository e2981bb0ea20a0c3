// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.wire.MetricSummary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The units with failures or events in a rollout, in any variant and under any exposure, as far as known to
/// this process. Thread-safe.
public final class UnitsWithEvents {
    private static final int MAX_UNITS = 200_000;

    private final BoundedUnitSet failed = new BoundedUnitSet(MAX_UNITS);
    private final Map<String, BoundedUnitSet> byMetric = new ConcurrentHashMap<>();

    /// Units that failed.
    public BoundedUnitSet failedUnits() {
        return failed;
    }

    /// Returns the units that had the event of a metric; null when there are too many metrics.
    public @Nullable BoundedUnitSet unitsForMetric(String metric) {
        BoundedUnitSet known = byMetric.get(metric);
        return known == null && byMetric.size() < MetricSummary.MAX_METRICS
                ? byMetric.computeIfAbsent(metric, ignored -> new BoundedUnitSet(MAX_UNITS))
                : known;
    }
}
