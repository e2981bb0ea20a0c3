// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

/// Which side of a rollout's split served a call.
public enum SplitSide {
    /// The old path.
    CONTROL,
    /// The new path.
    CANDIDATE
}
