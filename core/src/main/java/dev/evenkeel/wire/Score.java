// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.wire;

/// What a trial measured by a metric, as a part of the metric's range.
///
/// @param unit keyed hash of the targeting key, as in the trial
/// @param millionths 0..1,000,000
public record Score(long unit, int millionths) {
    /// The score at the top of the range.
    public static final int FULL = 1_000_000;

    public Score {
        if (millionths < 0 || millionths > FULL) {
            throw new IllegalArgumentException("a score must be 0.." + FULL + " millionths, got " + millionths);
        }
    }
}
