// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.wire.MetricSummary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// To which units something has happened in a rollout, in whichever variant and under whichever
/// exposure, as far as this process knows. Thread-safe.
public final class AffectedUnits {
    private static final int MAX_UNITS = 200_000;

    private final BoundedUnitSet failed = new BoundedUnitSet(MAX_UNITS);
    private final Map<String, BoundedUnitSet> byMetric = new ConcurrentHashMap<>();

    /// Units that failed.
    public BoundedUnitSet failed() {
        return failed;
    }

    /// Units to which the event of a metric happened; null when there are too many metrics.
    public @Nullable BoundedUnitSet of(String metric) {
        BoundedUnitSet known = byMetric.get(metric);
        return known == null && byMetric.size() < MetricSummary.MAX_METRICS
                ? byMetric.computeIfAbsent(metric, ignored -> new BoundedUnitSet(MAX_UNITS))
                : known;
    }
}
