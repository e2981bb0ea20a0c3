// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;

/// The most that an interval keeps.
///
/// @param trials trials that begin, and trials that end
/// @param failedUnits units that failed, or had an event of a metric, for the first time
/// @param scores values that trials measured
/// @param summaries flags and variants, each side of a split for itself
/// @param metrics metrics of a variant
public record OutcomeAggregatorLimits(int trials, int failedUnits, int scores, int summaries, int metrics) {
    /// What fits in a batch.
    public static final OutcomeAggregatorLimits OF_BATCH = new OutcomeAggregatorLimits(
            OutcomeBatch.MAX_TRIALS,
            OutcomeBatch.MAX_FAILED_UNITS,
            OutcomeBatch.MAX_SCORES,
            OutcomeBatch.MAX_SUMMARIES,
            MetricSummary.MAX_METRICS);
}
