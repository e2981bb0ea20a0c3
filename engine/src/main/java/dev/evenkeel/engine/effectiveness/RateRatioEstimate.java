// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio;

/// A ratio of rates after and before, with an interval on the logarithmic scale.
///
/// @param ratio 0 or more; infinite without anything before, NaN without anything at all
/// @param low 0 or more
/// @param high above low, possibly infinite
public record RateRatioEstimate(double ratio, double low, double high) {
    static RateRatioEstimate of(RateRatio exact) {
        return new RateRatioEstimate(exact.ratio(), exact.low(), exact.high());
    }

    /// Returns a copy with both distances multiplied on the log scale.
    RateRatioEstimate widenBy(double factor) {
        return new RateRatioEstimate(
                ratio, ratio * Math.pow(low / ratio, factor), ratio * Math.pow(high / ratio, factor));
    }

    /// Returns a copy with an additional independent error.
    ///
    /// @param half half-width of its interval, on the log scale
    RateRatioEstimate withExtraError(double half) {
        return isFinite()
                ? new RateRatioEstimate(
                        ratio,
                        ratio * Math.exp(-Math.hypot(below(), half)),
                        ratio * Math.exp(Math.hypot(above(), half)))
                : new RateRatioEstimate(ratio, low * Math.exp(-half), high * Math.exp(half));
    }

    /// Returns the ratio of two independent ratios, by recovering variances from both intervals (Zou and
    /// Donner 2008, Statistics in Medicine 27, 1693 to 1702); from end to end where a side had no failure.
    RateRatioEstimate dividedBy(RateRatioEstimate other) {
        double quotient = ratio / other.ratio;
        return isFinite() && other.isFinite()
                ? new RateRatioEstimate(
                        quotient,
                        quotient * Math.exp(-Math.hypot(below(), other.above())),
                        quotient * Math.exp(Math.hypot(above(), other.below())))
                : new RateRatioEstimate(quotient, low / other.high, high / other.low);
    }

    /// Whether the ratio has a logarithm.
    private boolean isFinite() {
        return ratio > 0 && ratio < Double.POSITIVE_INFINITY;
    }

    private double below() {
        return Math.log(ratio / low);
    }

    private double above() {
        return Math.log(high / ratio);
    }
}
