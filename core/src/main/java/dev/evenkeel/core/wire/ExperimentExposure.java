// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

/// A unit that got a variant of an experiment, for the first time as far as one process remembers.
///
/// @param unit keyed hash of the targeting key
/// @param ageMillis time from then to the closing of the batch, 0 or more
/// @param covariate what was known of the unit beforehand, within the bounds of [UnitOutcome#MAX_TOTAL]; NaN
///     for nothing
public record ExperimentExposure(long unit, int ageMillis, double covariate) {
    public ExperimentExposure {
        if (ageMillis < 0) {
            throw new IllegalArgumentException("ageMillis must be 0 or more, got " + ageMillis);
        }
        if (!Double.isNaN(covariate) && !UnitOutcome.isValue(covariate)) {
            throw new IllegalArgumentException("a covariate must be -1e15 to 1e15, or NaN for none, got " + covariate);
        }
    }
}
