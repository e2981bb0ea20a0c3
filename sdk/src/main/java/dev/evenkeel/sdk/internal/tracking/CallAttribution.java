// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import org.jspecify.annotations.Nullable;

/// The attribution of a call's outcome, independent of the flags that are active when it ends. Two instances
/// exist for each side of a split, so that calls allocate none.
///
/// @param split null when no rollout's split decided
/// @param trial whether the call is reported as a trial: the unit's first one after warm-up, or after a while
public record CallAttribution(OutcomeKey key, @Nullable TrackedSplit split, boolean trial) {
    /// Creates the attribution of calls of a variant without a rollout's split.
    public static CallAttribution outsideRollout(String flag, String variant) {
        return new CallAttribution(new OutcomeKey(flag, variant, null), null, false);
    }

    /// Whether it belongs to the candidate's side.
    public boolean isCandidate() {
        SplitKey side = key.split();
        return side != null && side.role() == SplitSide.CANDIDATE;
    }

    /// Returns the number of the targeting key in this process; 0 without split.
    public long unit(EvaluationContext context) {
        String key = context.targetingKey();
        return split == null || key == null ? 0 : split.unit(key);
    }
}
