// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import dev.evenkeel.telemetry.LatencySketch;
import java.util.Map;

/// What one variant did, added up. Adding is exact, associative and commutative; `none()` changes nothing.
///
/// @param calls executions that ended
/// @param failures failed ones among them
/// @param failedUnits units that failed for the first time in the rollout
/// @param trials units whose first call of a revision this was
/// @param failedTrials failed ones among them
/// @param heardAgain units that were heard of again after a while, having been trials before
/// @param begun units whose first call of a revision is known to have begun, each once
/// @param latency latencies of all calls; not to be changed
/// @param trialLatency latencies of trials; not to be changed
/// @param metrics metrics of the service's own, by name
public record VariantCounts(
        long calls,
        long failures,
        long failedUnits,
        long trials,
        long failedTrials,
        long heardAgain,
        long begun,
        LatencySketch latency,
        LatencySketch trialLatency,
        Map<String, MetricCounts> metrics) {
    public VariantCounts {
        metrics = Map.copyOf(metrics);
    }

    /// Nothing seen.
    public static VariantCounts none() {
        return new VariantCounts(0, 0, 0, 0, 0, 0, 0, new LatencySketch(), new LatencySketch(), Map.of());
    }

    /// Only metrics.
    public static VariantCounts of(Map<String, MetricCounts> metrics) {
        return new VariantCounts(0, 0, 0, 0, 0, 0, 0, new LatencySketch(), new LatencySketch(), metrics);
    }

    /// The sum of both.
    public VariantCounts plus(VariantCounts other) {
        return new VariantCounts(
                calls + other.calls,
                failures + other.failures,
                failedUnits + other.failedUnits,
                trials + other.trials,
                failedTrials + other.failedTrials,
                heardAgain + other.heardAgain,
                begun + other.begun,
                sum(latency, other.latency),
                sum(trialLatency, other.trialLatency),
                MetricCounts.sum(metrics, other.metrics));
    }

    /// Units to which something happened for the first time, failures and events of metrics alike.
    long firstEvents() {
        return failedUnits
                + metrics.values().stream().mapToLong(MetricCounts::units).sum();
    }

    private static LatencySketch sum(LatencySketch one, LatencySketch other) {
        var sum = new LatencySketch();
        sum.add(one);
        sum.add(other);
        return sum;
    }
}
