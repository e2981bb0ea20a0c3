// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

/// Where second answers are given.
@FunctionalInterface
public interface ShadowExecutor {
    /// Takes an attempt, to run it at once, later or never; never throws, never waits.
    ///
    /// @return false when it will never run
    boolean offer(ShadowTask attempt);

    /// Whether calls are left alone for a moment, so that it shows how they do without second
    /// answers.
    default boolean isQuiet(long nowNanos) {
        return false;
    }

    /// A call that may get a second answer was answered.
    default void took(long startNanos, long nanos) {}
}
