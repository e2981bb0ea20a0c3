// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

/// The exposure of a unit to a variant of an experiment, the first one in the memory of the process.
///
/// @param unit keyed hash of the targeting key
/// @param ageMillis time from the exposure to the closing of the batch, 0 or more
/// @param covariate value of the covariate, within the bounds of [UnitOutcome#MAX_TOTAL]; NaN for none
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
