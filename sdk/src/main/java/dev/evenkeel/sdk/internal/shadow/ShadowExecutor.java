// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

/// An executor of shadow calls.
@FunctionalInterface
public interface ShadowExecutor {
    /// Offers a task, to run at once, later or never; never throws, never blocks.
    ///
    /// @return false when it will never run
    boolean offer(ShadowTask task);

    /// Whether shadow traffic is suspended for a moment, to measure calls without it.
    default boolean isQuiet(long nowNanos) {
        return false;
    }

    /// Records the latency of a call that may be shadowed.
    default void recordLatency(long startNanos, long nanos) {}
}
