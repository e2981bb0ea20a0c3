// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import org.jspecify.annotations.Nullable;

/// A dispatcher of shadow calls.
@FunctionalInterface
public interface ShadowDispatcher<A extends @Nullable Object, R extends @Nullable Object> {
    /// Called after a call that this split decided. Cheap for the caller, never throws.
    ///
    /// @param startNanos start of the call
    /// @param nanos duration of the call
    void dispatch(TrackedSplit split, long startNanos, long nanos, A argument, R first);
}
