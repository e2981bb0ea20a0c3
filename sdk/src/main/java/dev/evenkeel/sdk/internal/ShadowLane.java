// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

/// Where second answers are given.
@FunctionalInterface
interface ShadowLane {
    /// Takes an attempt, to run it at once, later or never; never throws, never waits.
    ///
    /// @return false when it will never run
    boolean offer(ShadowAttempt attempt);
}
