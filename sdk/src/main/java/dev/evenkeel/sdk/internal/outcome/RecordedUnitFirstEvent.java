// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.UnitFirstEvent;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/// The first occurrence of an event for a unit.
///
/// @param unit number of the targeting key in this process; the pseudonym in a late outcome
/// @param nanos end of the call, by the nanosecond ticker
record RecordedUnitFirstEvent(long unit, long nanos) {
    /// @param names pseudonymizes the unit
    UnitFirstEvent toFirstEvent(long nowNanos, LongUnaryOperator names) {
        return new UnitFirstEvent(
                names.applyAsLong(unit), Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNanos - nanos)));
    }
}
