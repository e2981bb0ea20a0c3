// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.telemetry;

/// The scale of metric values: whole millionths of the metric's range.
public final class MetricScoreScale {
    /// Score at the top of the range.
    public static final int MAX_SCORE = 1_000_000;

    private MetricScoreScale() {}

    /// Returns the mean as a share of the range, 0..1.
    ///
    /// @param sum sum of scores in millionths, 0 or more
    /// @param count number of scores, 1 or more
    public static double mean(long sum, long count) {
        return sum / (double) MAX_SCORE / count;
    }
}
