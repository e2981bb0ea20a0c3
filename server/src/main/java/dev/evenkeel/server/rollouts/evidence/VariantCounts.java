// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// What one variant did, added up. Adding is exact, associative and commutative up to the largest `long`, where
/// sums of counts stay; `none()` changes nothing.
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
        LatencyHistogram latency,
        LatencyHistogram trialLatency,
        Map<String, MetricCounts> metrics) {
    public VariantCounts {
        metrics = Map.copyOf(metrics);
    }

    /// Nothing seen.
    public static VariantCounts none() {
        return new VariantCounts(0, 0, 0, 0, 0, 0, 0, new LatencyHistogram(), new LatencyHistogram(), Map.of());
    }

    /// Only metrics.
    public static VariantCounts of(Map<String, MetricCounts> metrics) {
        return new VariantCounts(0, 0, 0, 0, 0, 0, 0, new LatencyHistogram(), new LatencyHistogram(), metrics);
    }

    /// The sum of both.
    public VariantCounts plus(VariantCounts other) {
        return sum(List.of(this, other));
    }

    /// The sum of all, [#none()] of an empty list. Costs one pair of sketches, however many there are.
    ///
    /// @throws IllegalArgumentException when their latencies are more than a `long` can count
    public static VariantCounts sum(List<VariantCounts> all) {
        var latency = new LatencyHistogram();
        var trialLatency = new LatencyHistogram();
        Map<String, MetricCounts> metrics = new HashMap<>();
        for (VariantCounts one : all) {
            latency.add(one.latency);
            trialLatency.add(one.trialLatency);
            one.metrics.forEach((name, counts) -> metrics.merge(name, counts, MetricCounts::plus));
        }
        return new VariantCounts(
                sum(all, VariantCounts::calls),
                sum(all, VariantCounts::failures),
                sum(all, VariantCounts::failedUnits),
                sum(all, VariantCounts::trials),
                sum(all, VariantCounts::failedTrials),
                sum(all, VariantCounts::heardAgain),
                sum(all, VariantCounts::begun),
                latency,
                trialLatency,
                metrics);
    }

    /// Units to which something happened for the first time, failures and events of metrics alike.
    long firstEvents() {
        return failedUnits
                + metrics.values().stream().mapToLong(MetricCounts::units).sum();
    }

    private static long sum(List<VariantCounts> all, ToLongFunction<VariantCounts> number) {
        return all.stream().mapToLong(number).reduce(0, VariantCounts::sum);
    }

    /// The sum of two counts, and the largest or smallest `long` where it is beyond.
    static long sum(long one, long other) {
        long sum = one + other;
        boolean overflown = ((one ^ sum) & (other ^ sum)) < 0;
        return overflown ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
