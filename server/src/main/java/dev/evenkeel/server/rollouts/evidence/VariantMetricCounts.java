// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// The counts of one custom metric on one variant. Addition is associative and commutative, exact up to the
/// largest `long`, at which sums saturate.
///
/// @param events number of events
/// @param units units with their first event in the rollout
/// @param scored trials that have a value
/// @param score sum of their scores, in millionths of the metric's range
public record VariantMetricCounts(long events, long units, long scored, long score) {
    /// Zero counts.
    public static final VariantMetricCounts NONE = new VariantMetricCounts(0, 0, 0, 0);

    public VariantMetricCounts plus(VariantMetricCounts other) {
        return new VariantMetricCounts(
                VariantCounts.sum(events, other.events),
                VariantCounts.sum(units, other.units),
                VariantCounts.sum(scored, other.scored),
                VariantCounts.sum(score, other.score));
    }
}
