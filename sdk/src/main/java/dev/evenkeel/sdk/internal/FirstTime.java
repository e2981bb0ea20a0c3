// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.wire.FirstEvent;
import java.util.concurrent.TimeUnit;

/// When something happened to a unit for the first time.
///
/// @param unit keyed hash of the targeting key
/// @param nanos when the call ended, by the nanosecond ticker
record FirstTime(long unit, long nanos) {
    FirstEvent aged(long nowNanos) {
        return new FirstEvent(unit, Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNanos - nanos)));
    }
}
