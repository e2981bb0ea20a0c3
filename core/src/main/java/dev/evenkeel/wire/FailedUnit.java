// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.wire;

/// A unit's first failure in a rollout, as far as one process knows.
///
/// @param unit keyed hash of the targeting key
/// @param ageMillis time from the end of the failed call to the sending of the batch, 0 or more
public record FailedUnit(long unit, long ageMillis) {
    public FailedUnit {
        if (ageMillis < 0) {
            throw new IllegalArgumentException("ageMillis must be 0 or more, got " + ageMillis);
        }
    }
}
