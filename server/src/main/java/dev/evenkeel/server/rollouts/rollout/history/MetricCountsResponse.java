// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.telemetry.MetricScoreScale;
import dev.evenkeel.server.rollouts.evidence.MetricCounts;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts of one metric as the HTTP API shows them.
///
/// @param meanScore mean part of the metric's range, 0..1, over trials that have a value; null when
///     none has
public record MetricCountsResponse(
        long events, long units, long scored, @Nullable Double meanScore) {
    public static Map<String, MetricCountsResponse> of(Map<String, MetricCounts> metrics) {
        Map<String, MetricCountsResponse> all = new TreeMap<>();
        metrics.forEach((name, counts) -> all.put(name, of(counts)));
        return all;
    }

    private static MetricCountsResponse of(MetricCounts counts) {
        Double mean = counts.scored() == 0 ? null : MetricScoreScale.mean(counts.score(), counts.scored());
        return new MetricCountsResponse(counts.events(), counts.units(), counts.scored(), mean);
    }
}
