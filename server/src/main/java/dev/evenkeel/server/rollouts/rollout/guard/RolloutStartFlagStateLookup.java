// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import org.jspecify.annotations.Nullable;

/// A lookup of the flags of one environment.
@FunctionalInterface
public interface RolloutStartFlagStateLookup {
    /// @return null when the flag does not exist
    @Nullable
    RolloutStartFlagState find(String flag);
}
