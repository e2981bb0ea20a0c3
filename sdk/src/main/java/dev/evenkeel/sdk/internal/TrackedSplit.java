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
    private final RolloutUnits units;
    private final UnitSet trialUnits;
    private final ToldLately toldLately;

    private TrackedSplit(String flag, RolloutSplit split, long warmFromNanos, RolloutUnits units) {
        this.split = split;
        this.control = key(flag, split, split.control(), Role.CONTROL);
        this.candidate = key(flag, split, split.candidate(), Role.CANDIDATE);
        this.warmFromNanos = warmFromNanos;
        this.units = units;
        this.trialUnits = new UnitSet(MAX_UNITS);
        this.toldLately = new ToldLately(warmFromNanos);
    }

    /// The split that became active now. What the same rollout's earlier exposure knew about units
    /// lives on; the same exposure lives on as it is.
    ///
    /// @param earlier the same flag's split until now
    static TrackedSplit of(String flag, RolloutSplit split, @Nullable TrackedSplit earlier, long nowNanos) {
        if (earlier != null && earlier.split.equals(split)) {
            return earlier;
        }
        boolean sameRollout = earlier != null && earlier.rollout().equals(split.rollout());
        RolloutUnits units = earlier != null && sameRollout ? earlier.units : new RolloutUnits();
        return new TrackedSplit(flag, split, nowNanos + split.warmUp().toNanos(), units);
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

    /// What happened to units in this rollout.
    RolloutUnits units() {
        return units;
    }

    /// Units whose first call after warm-up under this exposure has begun.
    UnitSet trialUnits() {
        return trialUnits;
    }

    /// Units that the server was told of lately.
    ToldLately toldLately() {
        return toldLately;
    }

    private static OutcomeKey key(String flag, RolloutSplit split, String variant, Role role) {
        return new OutcomeKey(flag, variant, new SplitKey(split.rollout(), split.revision(), role));
    }
}
