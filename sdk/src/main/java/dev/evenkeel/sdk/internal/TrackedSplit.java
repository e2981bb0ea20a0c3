// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.RolloutSplit;
import dev.evenkeel.wire.Role;
import dev.evenkeel.wire.SplitKey;
import org.jspecify.annotations.Nullable;

/// A running rollout's split with what this process remembers about its units. Thread-safe.
final class TrackedSplit {
    private static final int MAX_UNITS = 200_000;

    private final RolloutSplit split;
    private final OutcomeKey control;
    private final OutcomeKey candidate;
    private final long warmFromNanos;
    private final UnitSet failedUnits;
    private final UnitSet trialUnits;

    private TrackedSplit(String flag, RolloutSplit split, long warmFromNanos, UnitSet failedUnits) {
        this.split = split;
        this.control = key(flag, split, split.control(), Role.CONTROL);
        this.candidate = key(flag, split, split.candidate(), Role.CANDIDATE);
        this.warmFromNanos = warmFromNanos;
        this.failedUnits = failedUnits;
        this.trialUnits = new UnitSet(MAX_UNITS);
    }

    /// The split that became active now. What the same rollout's earlier exposure knew about failed units
    /// lives on; the same exposure lives on as it is.
    ///
    /// @param earlier the same flag's split until now
    static TrackedSplit of(String flag, RolloutSplit split, @Nullable TrackedSplit earlier, long nowNanos) {
        if (earlier != null && earlier.split.equals(split)) {
            return earlier;
        }
        boolean sameRollout = earlier != null && earlier.rollout().equals(split.rollout());
        UnitSet failedUnits = earlier != null && sameRollout ? earlier.failedUnits : new UnitSet(MAX_UNITS);
        return new TrackedSplit(flag, split, nowNanos + split.warmUp().toNanos(), failedUnits);
    }

    String rollout() {
        return split.rollout();
    }

    /// What outcomes of a variant count for; null when the variant is on neither side.
    @Nullable
    OutcomeKey keyOf(String variant) {
        if (variant.equals(split.candidate())) {
            return candidate;
        }
        return variant.equals(split.control()) ? control : null;
    }

    boolean isWarm(long nowNanos) {
        return nowNanos - warmFromNanos >= 0;
    }

    /// Units that failed in this rollout, in whichever variant and under whichever exposure.
    UnitSet failedUnits() {
        return failedUnits;
    }

    /// Units whose first call after warm-up under this exposure has begun.
    UnitSet trialUnits() {
        return trialUnits;
    }

    private static OutcomeKey key(String flag, RolloutSplit split, String variant, Role role) {
        return new OutcomeKey(flag, variant, new SplitKey(split.rollout(), split.revision(), role));
    }
}
