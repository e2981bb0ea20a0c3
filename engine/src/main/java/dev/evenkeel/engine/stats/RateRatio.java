// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

/// A ratio of failure rates after and before a change, from counts alone.
///
/// Failures before and after are two Poisson counts over their calls. Given their sum, those after are
/// binomial for any rates, so the interval is exact: its coverage of the true ratio is at least the level
/// (Przyborowski and Wilenski 1940; Clopper and Pearson 1934). For display, evaluated once. The ratio
/// includes the effect of everything else that changed.
///
/// @param ratio rate after divided by rate before; infinite when nothing failed before, NaN when nothing
///     failed at all
/// @param low 0 when nothing failed after
/// @param high infinite when nothing failed before
public record RateRatio(double ratio, double low, double high) {
    /// The counts of a period.
    ///
    /// @param failures 0 or more
    /// @param calls above 0; in any unit that is the same before and after
    public record FailureCount(long failures, long calls) {
        public FailureCount {
            if (failures < 0 || calls < 1) {
                throw new IllegalArgumentException(
                        "failures must be 0 or more and calls 1 or more, got " + failures + " of " + calls);
            }
        }

        /// Returns the failures per call.
        public double rate() {
            return (double) failures / calls;
        }
    }

    /// Computes the ratio with its interval.
    ///
    /// @param level coverage of the true ratio, above 0 and below 1, for instance 0.95
    /// @throws IllegalArgumentException for another level, and for more than [BinomialInterval#MAX_TRIALS]
    ///     failures before and after
    public static RateRatio of(FailureCount before, FailureCount after, double level) {
        long sum = before.failures + after.failures;
        double ratio = after.rate() / before.rate();
        if (sum == 0) {
            return new RateRatio(ratio, 0, Double.POSITIVE_INFINITY);
        }
        double calls = (double) before.calls / after.calls;
        var earlier = BinomialInterval.clopperPearson(before.failures, sum, level);
        var later = BinomialInterval.clopperPearson(after.failures, sum, level);
        return new RateRatio(ratio, calls * later.low() / earlier.high(), calls * later.high() / earlier.low());
    }
}
