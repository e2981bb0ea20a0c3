// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.FlagSnapshot;
import dev.evenkeel.flag.RolloutSplit;
import java.util.HashMap;
import java.util.Map;

/// The flags in force, with the rollouts that run on them. Immutable.
///
/// @param loaded whether the flags were ever loaded
/// @param rollouts by flag key
record ActiveFlags(FlagSnapshot snapshot, boolean loaded, Map<String, TrackedSplit> rollouts) {
    static final ActiveFlags NONE = new ActiveFlags(FlagSnapshot.EMPTY, false, Map.of());

    /// The flags that follow these.
    ///
    /// @param trips breakers that tripped
    ActiveFlags next(FlagSnapshot snapshot, Trips trips, long nowNanos) {
        Map<String, TrackedSplit> tracked = new HashMap<>();
        for (String flag : snapshot.flagKeys()) {
            RolloutSplit split = snapshot.split(flag);
            if (split != null) {
                tracked.put(flag, TrackedSplit.of(flag, split, rollouts.get(flag), trips, nowNanos));
            }
        }
        return new ActiveFlags(snapshot, true, Map.copyOf(tracked));
    }
}
