// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import org.jspecify.annotations.Nullable;

/// Has calls answered a second time.
@FunctionalInterface
public interface ShadowDispatcher<A extends @Nullable Object, R extends @Nullable Object> {
    /// A call that this split decided was answered. Costs the caller little, never throws.
    ///
    /// @param startNanos when it began
    /// @param nanos how long it took
    void answered(TrackedSplit split, long startNanos, long nanos, A argument, R first);
}
