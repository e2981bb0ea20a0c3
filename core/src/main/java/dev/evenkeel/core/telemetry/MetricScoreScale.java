// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.telemetry;

/// Values of metrics as they are counted: whole millionths of the metric's range.
public final class MetricScoreScale {
    /// The score at the top of the range.
    public static final int FULL = 1_000_000;

    private MetricScoreScale() {}

    /// The mean part of the range, 0..1.
    ///
    /// @param sum sum of scores in millionths, 0 or more
    /// @param count number of scores, 1 or more
    public static double mean(long sum, long count) {
        return sum / (double) FULL / count;
    }
}
