// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import org.jspecify.annotations.Nullable;

/// Finds the flags of an environment.
@FunctionalInterface
public interface FlagVariantsLookup {
    /// @return null when there is no such flag
    @Nullable
    FlagVariants find(String flag);
}
