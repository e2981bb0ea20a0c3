// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The inputs for one flag.
///
/// @param type type of the flag
/// @param permanent whether its owner marked it as permanent
/// @param createdAt when it was first in the definition
/// @param usage usage by variant
/// @param references null when it was not scanned for
/// @param rolloutRunning whether a rollout runs on it
/// @param changesLater whether its rule contains a future time
/// @param dependentFlags flags that have it as a prerequisite; such evaluations are reported as usage of those
///     flags only
public record StaleFlagInputs(
        FlagType type,
        boolean permanent,
        Instant createdAt,
        List<VariantUsage> usage,
        @Nullable CodeReferenceCounts references,
        boolean rolloutRunning,
        boolean changesLater,
        List<String> dependentFlags) {
    public StaleFlagInputs {
        dependentFlags = List.copyOf(dependentFlags);
        usage = List.copyOf(usage);
    }
}
