// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import dev.evenkeel.core.telemetry.MetricScoreScale;

/// What a trial measured by a metric, as a part of the metric's range.
///
/// @param unit keyed hash of the targeting key, as in the trial
/// @param millionths 0..1,000,000
public record TrialScore(long unit, int millionths) {
    public TrialScore {
        if (millionths < 0 || millionths > MetricScoreScale.FULL) {
            throw new IllegalArgumentException(
                    "a score must be 0.." + MetricScoreScale.FULL + " millionths, got " + millionths);
        }
    }
}
