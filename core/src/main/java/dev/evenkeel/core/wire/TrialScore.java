// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import dev.evenkeel.core.telemetry.MetricScoreScale;

/// The score of a trial for a metric, as a share of the metric's range.
///
/// @param unit keyed hash of the targeting key, as in the trial
/// @param millionths 0..1,000,000
public record TrialScore(long unit, int millionths) {
    public TrialScore {
        if (millionths < 0 || millionths > MetricScoreScale.MAX_SCORE) {
            throw new IllegalArgumentException(
                    "a score must be 0.." + MetricScoreScale.MAX_SCORE + " millionths, got " + millionths);
        }
    }
}
