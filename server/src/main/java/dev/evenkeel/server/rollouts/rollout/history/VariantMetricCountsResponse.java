// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.telemetry.MetricScoreScale;
import dev.evenkeel.server.rollouts.evidence.VariantMetricCounts;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The counts of a metric in responses of the HTTP API.
///
/// @param meanScore mean score over trials that have a value, as a share of the metric's range, 0 to 1; null
///     when no trial has one
public record VariantMetricCountsResponse(
        long events, long units, long scored, @Nullable Double meanScore) {
    public static Map<String, VariantMetricCountsResponse> mapOf(Map<String, VariantMetricCounts> metrics) {
        Map<String, VariantMetricCountsResponse> all = new TreeMap<>();
        metrics.forEach((name, counts) -> all.put(name, mapOf(counts)));
        return all;
    }

    private static VariantMetricCountsResponse mapOf(VariantMetricCounts counts) {
        Double mean = counts.scored() == 0 ? null : MetricScoreScale.mean(counts.score(), counts.scored());
        return new VariantMetricCountsResponse(counts.events(), counts.units(), counts.scored(), mean);
    }
}
