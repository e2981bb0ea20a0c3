// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;

/// The limits of the data between two batches.
///
/// @param trials trials that begin, and trials that end
/// @param failedUnits units with a first failure, or a first event of a metric
/// @param scores values of trials
/// @param summaries flags and variants, each side of a split separately
/// @param metrics metrics of a variant
public record OutcomeAggregatorLimits(int trials, int failedUnits, int scores, int summaries, int metrics) {
    public static final OutcomeAggregatorLimits BATCH_LIMITS = new OutcomeAggregatorLimits(
            OutcomeBatch.MAX_TRIALS,
            OutcomeBatch.MAX_FAILED_UNITS,
            OutcomeBatch.MAX_SCORES,
            OutcomeBatch.MAX_SUMMARIES,
            MetricSummary.MAX_METRICS);
}
