// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import dev.evenkeel.core.telemetry.MetricScore;

/// What a trial measured by a metric, as a part of the metric's range.
///
/// @param unit keyed hash of the targeting key, as in the trial
/// @param millionths 0..1,000,000
public record Score(long unit, int millionths) {
    public Score {
        if (millionths < 0 || millionths > MetricScore.FULL) {
            throw new IllegalArgumentException(
                    "a score must be 0.." + MetricScore.FULL + " millionths, got " + millionths);
        }
    }
}
