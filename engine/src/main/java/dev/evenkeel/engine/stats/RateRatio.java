// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

/// How many times as often something fails after a change as before it, from counts alone.
///
/// Failures before and after are taken as two Poisson counts over the calls in which they happened.
/// Given their sum, those after are binomial, whatever the rates, so the interval is exact in that
/// it covers the true ratio with at least the level (Przyborowski and Wilenski 1940; Clopper and
/// Pearson 1934). For display, looked at once. It knows nothing of why the rate changed: what else
/// changed meanwhile is in it.
///
/// @param ratio after by before; infinite when nothing failed before, NaN when nothing failed at
///     all
/// @param low 0 when nothing failed after
/// @param high infinite when nothing failed before
public record RateRatio(double ratio, double low, double high) {
    /// What was counted in a stretch of time.
    ///
    /// @param failures 0 or more
    /// @param calls above 0; the unit does not matter as long as it is the same before and after
    public record FailureCount(long failures, long calls) {
        public FailureCount {
            if (failures < 0 || calls < 1) {
                throw new IllegalArgumentException(
                        "failures must be 0 or more, of 1 call or more, got " + failures + " of " + calls);
            }
        }

        /// Failures for each call.
        public double rate() {
            return (double) failures / calls;
        }
    }

    /// The ratio with its interval.
    ///
    /// @param level chance to cover the true ratio, above 0 and below 1, for instance 0.95
    /// @throws IllegalArgumentException for another level, and for more than
    ///     [BinomialInterval#MOST_TRIALS] failures before and after
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
