// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import org.jspecify.annotations.Nullable;

/// What the outcome of a call counts for besides its unit, whatever flags are in force when it
/// ends. There are two for each side of a split, so a call makes none.
///
/// @param split null when no rollout's split decided
/// @param trial whether the server is told of the call by itself: the unit's first one after
///     warm-up, or after a while
public record CallAttribution(OutcomeKey key, @Nullable TrackedSplit split, boolean trial) {
    /// Of calls of a variant that no rollout's split chose.
    public static CallAttribution plain(String flag, String variant) {
        return new CallAttribution(new OutcomeKey(flag, variant, null), null, false);
    }

    /// Whether the candidate's side runs it.
    public boolean isCandidates() {
        SplitKey side = key.split();
        return side != null && side.role() == SplitSide.CANDIDATE;
    }

    /// Number of the targeting key in this process; 0 without split.
    public long unit(EvaluationContext context) {
        String key = context.targetingKey();
        return split == null || key == null ? 0 : split.unit(key);
    }
}
