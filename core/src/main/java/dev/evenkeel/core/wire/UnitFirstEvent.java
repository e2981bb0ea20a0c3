// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

/// A unit's first failure in a rollout, or its first event of a metric, in the memory of one process.
///
/// @param unit keyed hash of the targeting key
/// @param ageMillis time from the end of that call to the sending of the batch, 0 or more
public record UnitFirstEvent(long unit, long ageMillis) {
    public UnitFirstEvent {
        if (ageMillis < 0) {
            throw new IllegalArgumentException("ageMillis must be 0 or more, got " + ageMillis);
        }
    }
}
