// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import org.jspecify.annotations.Nullable;

/// A lookup of the flags of one environment.
@FunctionalInterface
public interface RolloutFlagStateLookup {
    /// @return null when the flag does not exist
    @Nullable
    RolloutFlagState find(String flag);
}
