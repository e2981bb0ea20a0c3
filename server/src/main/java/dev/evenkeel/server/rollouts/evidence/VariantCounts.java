// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The counts of one variant. Addition is associative and commutative, exact up to the largest `long`, at which
/// sums saturate; `none()` is the identity.
///
/// @param calls completed executions
/// @param failures failed ones among them
/// @param failedUnits units with their first failure in the rollout
/// @param trials units with their first completed call in a revision
/// @param failedTrials failed ones among them
/// @param repeatUnits units seen again after a while that had been trials before
/// @param startedUnits units whose first call of a revision is known to have started, each counted once
/// @param latency latencies of all calls; do not modify
/// @param trialLatency latencies of trials; do not modify
/// @param metrics custom metrics by name
public record VariantCounts(
        long calls,
        long failures,
        long failedUnits,
        long trials,
        long failedTrials,
        long repeatUnits,
        long startedUnits,
        LatencyHistogram latency,
        LatencyHistogram trialLatency,
        Map<String, VariantMetricCounts> metrics) {
    public VariantCounts {
        metrics = Map.copyOf(metrics);
    }

    /// Returns zero counts.
    public static VariantCounts none() {
        return new VariantCounts(0, 0, 0, 0, 0, 0, 0, new LatencyHistogram(), new LatencyHistogram(), Map.of());
    }

    /// Creates counts of metrics only.
    public static VariantCounts of(Map<String, VariantMetricCounts> metrics) {
        return new VariantCounts(0, 0, 0, 0, 0, 0, 0, new LatencyHistogram(), new LatencyHistogram(), metrics);
    }

    public VariantCounts plus(VariantCounts other) {
        return sum(List.of(this, other));
    }

    /// Returns the sum, [#none()] for an empty list. Allocates one pair of histograms, for any number of
    /// counts.
    ///
    /// @throws IllegalArgumentException when the latencies exceed the capacity of a `long`
    public static VariantCounts sum(List<VariantCounts> all) {
        var latency = new LatencyHistogram();
        var trialLatency = new LatencyHistogram();
        Map<String, VariantMetricCounts> metrics = new HashMap<>();
        for (VariantCounts one : all) {
            latency.add(one.latency);
            trialLatency.add(one.trialLatency);
            one.metrics.forEach((name, counts) -> metrics.merge(name, counts, VariantMetricCounts::plus));
        }
        return new VariantCounts(
                sum(all, VariantCounts::calls),
                sum(all, VariantCounts::failures),
                sum(all, VariantCounts::failedUnits),
                sum(all, VariantCounts::trials),
                sum(all, VariantCounts::failedTrials),
                sum(all, VariantCounts::repeatUnits),
                sum(all, VariantCounts::startedUnits),
                latency,
                trialLatency,
                metrics);
    }

    /// Returns the units with a first failure or a first event of a metric.
    long firstEvents() {
        return failedUnits
                + metrics.values().stream()
                        .mapToLong(VariantMetricCounts::units)
                        .sum();
    }

    private static long sum(List<VariantCounts> all, ToLongFunction<VariantCounts> number) {
        return all.stream().mapToLong(number).reduce(0, VariantCounts::sum);
    }

    /// Returns the sum, saturated at the largest or smallest `long`.
    static long sum(long one, long other) {
        long sum = one + other;
        boolean overflown = ((one ^ sum) & (other ^ sum)) < 0;
        return overflown ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
