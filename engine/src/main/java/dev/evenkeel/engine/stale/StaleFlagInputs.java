// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one flag.
///
/// @param type what it is for
/// @param permanent whether its owner marked it as one that stays
/// @param createdAt when it first stood in the definition
/// @param use variants that were ever served
/// @param references null when no scan looked for it
/// @param rolloutRunning whether a rollout runs on it
/// @param changesLater whether its rule waits for a time to come
/// @param askedBy flags that ask it first, as their prerequisite; that is seen as use of them only
public record StaleFlagInputs(
        FlagType type,
        boolean permanent,
        Instant createdAt,
        List<VariantUsage> use,
        @Nullable CodeReferences references,
        boolean rolloutRunning,
        boolean changesLater,
        List<String> askedBy) {
    public StaleFlagInputs {
        askedBy = List.copyOf(askedBy);
        use = List.copyOf(use);
    }
}
