// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

/// The side of a rollout's split that served a call.
public enum SplitSide {
    /// The old path.
    CONTROL,
    /// The new path.
    CANDIDATE
}
