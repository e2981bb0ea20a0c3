// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.UnitFirstEvent;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/// When something happened to a unit for the first time.
///
/// @param unit number of the targeting key in this process; its name in a late outcome
/// @param nanos when the call ended, by the nanosecond ticker
record FirstOccurrence(long unit, long nanos) {
    /// @param names what the unit is called outside of this process
    UnitFirstEvent aged(long nowNanos, LongUnaryOperator names) {
        return new UnitFirstEvent(
                names.applyAsLong(unit), Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNanos - nanos)));
    }
}
