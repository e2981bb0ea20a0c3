// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// What one variant did by one metric of the service's own, added up. Adding is exact, associative and
/// commutative up to the largest `long`, where sums stay.
///
/// @param events how often it happened
/// @param units units to which it happened for the first time in the rollout
/// @param scored trials that have a value
/// @param score sum of their scores in millionths of the metric's range
public record MetricCounts(long events, long units, long scored, long score) {
    /// Nothing seen.
    public static final MetricCounts NONE = new MetricCounts(0, 0, 0, 0);

    /// The sum of both.
    public MetricCounts plus(MetricCounts other) {
        return new MetricCounts(
                VariantCounts.sum(events, other.events),
                VariantCounts.sum(units, other.units),
                VariantCounts.sum(scored, other.scored),
                VariantCounts.sum(score, other.score));
    }
}
